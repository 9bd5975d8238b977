"""The option that is probably right, where a key is suspected."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("question_stats", sa.Column("proposed_option", sa.SmallInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("question_stats", "proposed_option")
