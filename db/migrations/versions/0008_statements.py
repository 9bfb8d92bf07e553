"""Statements of payment by results as they were issued."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "statements",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("provider", sa.String(length=36), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("earned", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("value_sha256", sa.String(), nullable=False),
        sa.Column("pages_sha256", sa.String(), nullable=False),
        sa.Column("corrects", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["provider"],
            ["providers.id"],
            name=op.f("fk_statements_provider_providers"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
        sa.UniqueConstraint("number", name=op.f("uq_statements_number")),
    )
    op.create_index(op.f("ix_statements_at"), "statements", ["at"], unique=False)
    op.create_index(op.f("ix_statements_provider"), "statements", ["provider"], unique=False)
