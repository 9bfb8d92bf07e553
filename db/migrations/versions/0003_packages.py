"""Packages, people known by id, and what hangs on packages."""

import sqlalchemy as sa
from alembic import op

from db.tables.base import Canonical

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Integer(), nullable=False),
        sa.Column("payload", sa.String(length=36), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    op.create_index(op.f("ix_people_payload"), "people", ["payload"], unique=False)
    op.create_table(
        "packages",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Integer(), nullable=False),
        sa.Column("package", sa.String(), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("area", sa.String(length=36), nullable=False),
        sa.Column("visits", Canonical(), nullable=False),
        sa.Column("needs", Canonical(), nullable=False),
        sa.Column("preferred_providers", Canonical(), nullable=False),
        sa.Column("excluded_providers", Canonical(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("ended", sa.String(), nullable=True),
        sa.Column("priority", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=True),
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("hospital_discharge", sa.Boolean(), nullable=False),
        sa.Column("discharge_date", sa.Date(), nullable=True),
        sa.Column("waiting_since", sa.Date(), nullable=True),
        sa.Column("wanted_start", sa.Date(), nullable=True),
        sa.Column("sds_option", sa.Integer(), nullable=False),
        sa.Column("chosen_provider", sa.String(), nullable=True),
        sa.Column("current_provider", sa.String(), nullable=True),
        sa.Column("specialist", sa.Boolean(), nullable=False),
        sa.Column("block_weeks", sa.Integer(), nullable=True),
        sa.Column("authorised_minutes", sa.Integer(), nullable=True),
        sa.Column("split_allowed", sa.String(), nullable=True),
        sa.Column("priority_order", sa.Integer(), nullable=False),
        sa.Column("discharge_order", sa.Integer(), nullable=False),
        sa.Column("waiting_order", sa.Date(), nullable=False),
        sa.Column("staff_minutes", sa.Integer(), nullable=False),
        sa.Column("visits_a_week", sa.Integer(), nullable=False),
        sa.Column("double_up", sa.Boolean(), nullable=False),
        sa.Column("service_folded", sa.String(), nullable=False),
        sa.Column("search", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["area"], ["areas.id"], name=op.f("fk_packages_area_areas"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["person"],
            ["people.id"],
            name=op.f("fk_packages_person_people"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_packages")),
        sa.UniqueConstraint("package", name=op.f("uq_packages_package")),
    )
    op.create_index(op.f("ix_packages_area"), "packages", ["area"], unique=False)
    op.create_index(
        "ix_packages_discharge_order",
        "packages",
        ["state", "discharge_order", "waiting_order", "package"],
        unique=False,
    )
    op.create_index(op.f("ix_packages_person"), "packages", ["person"], unique=False)
    op.create_index(
        "ix_packages_priority_order",
        "packages",
        ["state", "priority_order", "waiting_order", "package"],
        unique=False,
    )
    op.create_index("ix_packages_reference", "packages", ["state", "package"], unique=False)
    op.create_index(
        "ix_packages_staff_minutes",
        "packages",
        ["state", "staff_minutes", "waiting_order", "package"],
        unique=False,
    )
    op.create_index("ix_packages_waiting", "packages", ["state", "waiting_order", "package"], unique=False)
    op.create_index(
        "ix_packages_wanted_start",
        "packages",
        ["state", "wanted_start", "waiting_order", "package"],
        unique=False,
    )
    op.create_table(
        "notes",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Integer(), nullable=False),
        sa.Column("package", sa.String(length=36), nullable=True),
        sa.Column("provider", sa.String(length=36), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("payload", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("follow_up", sa.Date(), nullable=True),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["package"],
            ["packages.id"],
            name=op.f("fk_notes_package_packages"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["provider"],
            ["providers.id"],
            name=op.f("fk_notes_provider_providers"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
    )
    op.create_index("ix_notes_open", "notes", ["done", "follow_up"], unique=False)
    op.create_index(op.f("ix_notes_package"), "notes", ["package"], unique=False)
    op.create_index(op.f("ix_notes_provider"), "notes", ["provider"], unique=False)
    op.create_table(
        "placements",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Integer(), nullable=False),
        sa.Column("package", sa.String(length=36), nullable=False),
        sa.Column("provider", sa.String(length=36), nullable=False),
        sa.Column("contract", sa.String(length=36), nullable=True),
        sa.Column("lot", sa.String(length=36), nullable=True),
        sa.Column("waives", Canonical(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("authorised_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract"],
            ["contracts.id"],
            name=op.f("fk_placements_contract_contracts"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["lot"], ["lots.id"], name=op.f("fk_placements_lot_lots"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["package"],
            ["packages.id"],
            name=op.f("fk_placements_package_packages"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["provider"],
            ["providers.id"],
            name=op.f("fk_placements_provider_providers"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placements")),
    )
    op.create_index(op.f("ix_placements_package"), "placements", ["package"], unique=False)
    op.create_index(op.f("ix_placements_provider"), "placements", ["provider"], unique=False)
    op.create_table(
        "refusals",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Integer(), nullable=False),
        sa.Column("package", sa.String(length=36), nullable=False),
        sa.Column("provider", sa.String(length=36), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["package"],
            ["packages.id"],
            name=op.f("fk_refusals_package_packages"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["provider"],
            ["providers.id"],
            name=op.f("fk_refusals_provider_providers"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refusals")),
    )
    op.create_index(op.f("ix_refusals_package"), "refusals", ["package"], unique=False)
    op.create_index(op.f("ix_refusals_provider"), "refusals", ["provider"], unique=False)
