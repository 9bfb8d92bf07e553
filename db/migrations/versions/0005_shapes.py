"""What more contract shapes say: lots per supplier, exclusive periods, and since when care goes on."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("contracts", sa.Column("most_lots", sa.Integer(), nullable=True))
    op.add_column("awards", sa.Column("exclusive_until", sa.Date(), nullable=True))
    op.add_column("placements", sa.Column("since", sa.Date(), nullable=True))
