"""What a statement of results earned may be more than a 32-bit column of a server holds."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    with op.batch_alter_table("statements") as table:
        table.alter_column(
            "earned", existing_type=sa.Integer(), type_=sa.BigInteger(), existing_nullable=False
        )
