"""A provider's quality in hundredths of a point, so that a score such as 82.5 can be kept."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.execute(sa.text("ALTER TABLE providers RENAME COLUMN quality TO quality_hundredths"))
    op.execute(sa.text("UPDATE providers SET quality_hundredths = 100 * quality_hundredths"))
