"""What is paid by results: reviews with their outcomes, and what contracts say of them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("contracts", sa.Column("results_share", sa.Integer(), nullable=True))
    op.add_column("contracts", sa.Column("reduction_target", sa.Integer(), nullable=True))
    op.add_column("contracts", sa.Column("review_growth_minutes", sa.Integer(), nullable=True))
    op.create_table(
        "reviews",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Integer(), nullable=False),
        sa.Column("package", sa.String(length=36), nullable=False),
        sa.Column("provider", sa.String(length=36), nullable=False),
        sa.Column("contract", sa.String(length=36), nullable=True),
        sa.Column("rate", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("agreed", sa.Integer(), nullable=False),
        sa.Column("achieved", sa.Integer(), nullable=False),
        sa.Column("minutes_before", sa.Integer(), nullable=False),
        sa.Column("minutes_after", sa.Integer(), nullable=False),
        sa.Column("payload", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column],
                [f"{table}.id"],
                name=op.f(f"fk_reviews_{column}_{table}"),
                initially="DEFERRED",
                deferrable=True,
            )
            for column, table in (
                ("package", "packages"),
                ("provider", "providers"),
                ("contract", "contracts"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
    )
    op.create_index(op.f("ix_reviews_package"), "reviews", ["package"], unique=False)
    op.create_index(op.f("ix_reviews_provider"), "reviews", ["provider"], unique=False)
