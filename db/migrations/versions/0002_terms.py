"""The council, its places, providers and contracts."""

import sqlalchemy as sa
from alembic import op

from db.tables.base import Canonical

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "areas",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("postcodes", Canonical(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_areas")),
        sa.UniqueConstraint("area", name=op.f("uq_areas_area")),
    )
    op.create_table(
        "contracts",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Integer(), nullable=False),
        sa.Column("contract", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("batch", sa.Boolean(), nullable=False),
        sa.Column("clause", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contracts")),
        sa.UniqueConstraint("contract", name=op.f("uq_contracts_contract")),
    )
    op.create_table(
        "councils",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Integer(), nullable=False),
        sa.Column("bands", Canonical(), nullable=False),
        sa.Column("policy", Canonical(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("notice_read_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_councils")),
    )
    op.create_table(
        "providers",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Integer(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("registration", sa.String(), nullable=False),
        sa.Column("skills", Canonical(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=True),
        sa.Column("cqc_rating", sa.String(), nullable=False),
        sa.Column("quality", sa.Integer(), nullable=True),
        sa.Column("email", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_providers")),
        sa.UniqueConstraint("provider", name=op.f("uq_providers_provider")),
    )
    op.create_index(op.f("ix_providers_registration"), "providers", ["registration"], unique=False)
    op.create_table(
        "lots",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Integer(), nullable=False),
        sa.Column("contract", sa.String(length=36), nullable=False),
        sa.Column("lot", sa.String(), nullable=False),
        sa.Column("areas", Canonical(), nullable=True),
        sa.Column("services", Canonical(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract"],
            ["contracts.id"],
            name=op.f("fk_lots_contract_contracts"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lots")),
        sa.UniqueConstraint("lot", name=op.f("uq_lots_lot")),
    )
    op.create_table(
        "steps",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Integer(), nullable=False),
        sa.Column("contract", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("ranking", sa.String(), nullable=False),
        sa.Column("cost_weight", sa.Integer(), nullable=False),
        sa.Column("quality_weight", sa.Integer(), nullable=False),
        sa.Column("no_return", sa.String(), nullable=False),
        sa.Column("response_hours", sa.Integer(), nullable=True),
        sa.Column("urgent_response_hours", sa.Integer(), nullable=True),
        sa.Column("ask_together", sa.Integer(), nullable=False),
        sa.Column("needs_authority", sa.Boolean(), nullable=False),
        sa.Column("min_grade", sa.Integer(), nullable=True),
        sa.Column("rate_cap", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contract"],
            ["contracts.id"],
            name=op.f("fk_steps_contract_contracts"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_steps")),
        sa.UniqueConstraint("contract", "number", name=op.f("uq_steps_contract_number")),
    )
    op.create_table(
        "awards",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Integer(), nullable=False),
        sa.Column("contract", sa.String(length=36), nullable=False),
        sa.Column("lot", sa.String(length=36), nullable=False),
        sa.Column("provider", sa.String(length=36), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("rate", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("enhanced_rate", sa.Integer(), nullable=True),
        sa.Column("target_share", sa.Integer(), nullable=True),
        sa.Column("max_share", sa.Integer(), nullable=True),
        sa.Column("guaranteed_minutes", sa.Integer(), nullable=False),
        sa.Column("new_packages", sa.Boolean(), nullable=False),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("delivered_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contract"],
            ["contracts.id"],
            name=op.f("fk_awards_contract_contracts"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["lot"], ["lots.id"], name=op.f("fk_awards_lot_lots"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["provider"],
            ["providers.id"],
            name=op.f("fk_awards_provider_providers"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_awards")),
        sa.UniqueConstraint(
            "contract", "lot", "step", "provider", name=op.f("uq_awards_contract_lot_step_provider")
        ),
    )
    op.create_index(op.f("ix_awards_provider"), "awards", ["provider"], unique=False)
    op.create_table(
        "returns",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Integer(), nullable=False),
        sa.Column("provider", sa.String(length=36), nullable=False),
        sa.Column("lot", sa.String(length=36), nullable=True),
        sa.Column("rows", Canonical(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lot"], ["lots.id"], name=op.f("fk_returns_lot_lots"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["provider"],
            ["providers.id"],
            name=op.f("fk_returns_provider_providers"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_returns")),
        sa.UniqueConstraint("provider", "lot", name=op.f("uq_returns_provider_lot")),
    )
    op.create_index(op.f("ix_returns_provider"), "returns", ["provider"], unique=False)
    op.create_table(
        "suspensions",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Integer(), nullable=False),
        sa.Column("provider", sa.String(length=36), nullable=False),
        sa.Column("contract", sa.String(length=36), nullable=True),
        sa.Column("lot", sa.String(length=36), nullable=True),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract"],
            ["contracts.id"],
            name=op.f("fk_suspensions_contract_contracts"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["lot"], ["lots.id"], name=op.f("fk_suspensions_lot_lots"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["provider"],
            ["providers.id"],
            name=op.f("fk_suspensions_provider_providers"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suspensions")),
    )
    op.create_index(op.f("ix_suspensions_provider"), "suspensions", ["provider"], unique=False)
