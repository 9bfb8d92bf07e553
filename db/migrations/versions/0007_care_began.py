"""Since when care with a provider goes on: the day on which it is said to have begun."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("promises", sa.Column("began", sa.Date(), nullable=True))
