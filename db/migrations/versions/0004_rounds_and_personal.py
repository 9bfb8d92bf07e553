"""Rounds, plans, promises and records; personal fields, keys and sealed pages apart."""

import sqlalchemy as sa
from alembic import op

from db.tables.base import Canonical, Instant

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "pages",
        sa.Column("record", sa.String(length=36), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("owner", sa.String(length=36), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("record", "what", name=op.f("pk_pages")),
    )
    op.create_index(op.f("ix_pages_owner"), "pages", ["owner"], unique=False)
    op.create_table(
        "person_keys",
        sa.Column("owner", sa.String(length=36), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("owner", name=op.f("pk_person_keys")),
    )
    op.create_table(
        "personal",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("owner", sa.String(length=36), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("search", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personal")),
    )
    op.create_index(op.f("ix_personal_owner"), "personal", ["owner"], unique=False)
    op.create_table(
        "rounds",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("round_sha256", sa.String(), nullable=False),
        sa.Column("members_sha256", sa.String(), nullable=False),
        sa.Column("packages", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
    )
    op.create_table(
        "plans",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Integer(), nullable=False),
        sa.Column("round", sa.String(length=36), nullable=False),
        sa.Column("moves", Canonical(), nullable=False),
        sa.Column("authorised", Canonical(), nullable=False),
        sa.Column("result_sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round"],
            ["rounds.id"],
            name=op.f("fk_plans_round_rounds"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans")),
    )
    op.create_table(
        "records",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("package", sa.String(length=36), nullable=False),
        sa.Column("provider", sa.String(length=36), nullable=False),
        sa.Column("round", sa.String(length=36), nullable=False),
        sa.Column("parts", Canonical(), nullable=False),
        sa.Column("weekly_cost", sa.Integer(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("record_digest", sa.String(), nullable=False),
        sa.Column("confirmation_digest", sa.String(), nullable=False),
        sa.Column("corrects", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["package"],
            ["packages.id"],
            name=op.f("fk_records_package_packages"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["provider"],
            ["providers.id"],
            name=op.f("fk_records_provider_providers"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["round"],
            ["rounds.id"],
            name=op.f("fk_records_round_rounds"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_records")),
        sa.UniqueConstraint("number", name=op.f("uq_records_number")),
    )
    op.create_index(op.f("ix_records_at"), "records", ["at"], unique=False)
    op.create_index(op.f("ix_records_package"), "records", ["package"], unique=False)
    op.create_index(op.f("ix_records_provider"), "records", ["provider"], unique=False)
    op.create_index(op.f("ix_records_round"), "records", ["round"], unique=False)
    op.create_table(
        "promises",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Integer(), nullable=False),
        sa.Column("package", sa.String(length=36), nullable=False),
        sa.Column("provider", sa.String(length=36), nullable=False),
        sa.Column("contract", sa.String(length=36), nullable=False),
        sa.Column("lot", sa.String(length=36), nullable=False),
        sa.Column("record", sa.String(length=36), nullable=True),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("ended", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contract"],
            ["contracts.id"],
            name=op.f("fk_promises_contract_contracts"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["lot"], ["lots.id"], name=op.f("fk_promises_lot_lots"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["package"],
            ["packages.id"],
            name=op.f("fk_promises_package_packages"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["provider"],
            ["providers.id"],
            name=op.f("fk_promises_provider_providers"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record"],
            ["records.id"],
            name=op.f("fk_promises_record_records"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promises")),
    )
    op.create_index(op.f("ix_promises_package"), "promises", ["package"], unique=False)
    op.create_index(op.f("ix_promises_provider"), "promises", ["provider"], unique=False)
    op.create_table(
        "withdrawals",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Integer(), nullable=False),
        sa.Column("record", sa.String(length=36), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record"],
            ["records.id"],
            name=op.f("fk_withdrawals_record_records"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withdrawals")),
    )
