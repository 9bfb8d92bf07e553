"""The chain of acts: append-only, with what an undo needs to know."""

import sqlalchemy as sa
from alembic import op

from db.tables.base import Instant

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "act_links",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("wrote", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("before", sa.LargeBinary(), nullable=True),
        sa.Column("origin", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", "kind", "key", "wrote", name=op.f("pk_act_links")),
    )
    op.create_index("ix_act_links_origin", "act_links", ["origin"], unique=False)
    op.create_index("ix_act_links_row", "act_links", ["kind", "key", "number"], unique=False)
    op.create_table(
        "acts",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_acts")),
        sa.UniqueConstraint("id", name=op.f("uq_acts_id")),
    )
    op.create_table(
        "blobs",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blobs")),
    )
    op.create_table(
        "chain_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chain_head")),
    )
    op.create_table(
        "gone",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", name=op.f("pk_gone")),
    )
    op.create_table(
        "undone",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_undone")),
    )

    head = sa.table("chain_head", sa.column("id"), sa.column("number"), sa.column("hash"))
    op.execute(head.insert().values(id=1, number=0, hash="0" * 64))
