"""Whose an update is, so that several processes can keep the order of each person."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

PERSONS = """
update telegram_updates
set person = coalesce(jsonb_path_query_first(body, '$.*.from.id')::bigint, -update_id)
"""
OPEN = "ix_telegram_updates_open"


def upgrade() -> None:
    op.add_column("telegram_updates", sa.Column("person", sa.BigInteger(), nullable=True))
    op.execute(PERSONS)
    op.alter_column("telegram_updates", "person", nullable=False)
    op.drop_index(OPEN, "telegram_updates")
    of_person = ["person", "update_id"]
    op.create_index(OPEN, "telegram_updates", of_person, postgresql_where=sa.text("done_at is null"))


def downgrade() -> None:
    op.drop_index(OPEN, "telegram_updates")
    of_all = ["update_id"]
    op.create_index(OPEN, "telegram_updates", of_all, postgresql_where=sa.text("done_at is null"))
    op.drop_column("telegram_updates", "person")
