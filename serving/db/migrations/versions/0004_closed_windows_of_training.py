"""Serves and sessions tell in which transaction they were written, as answers do."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

TABLES = ("serves", "sessions")

# A session is written again when it finishes, and is then read again.
STAMP_SESSIONS = """
create function stamp_transaction() returns trigger language plpgsql as $$
begin
    new.tx := pg_current_xact_id()::text::bigint;
    return new;
end
$$;

create trigger stamp_transaction before update on sessions
for each row execute function stamp_transaction()
"""


def upgrade() -> None:
    transaction = sa.text("pg_current_xact_id()::text::bigint")
    for table in TABLES:
        op.add_column(table, sa.Column("tx", sa.BigInteger(), server_default=transaction, nullable=False))
        op.create_index(op.f(f"ix_{table}_tx"), table, ["tx"])
    op.execute(STAMP_SESSIONS)


def downgrade() -> None:
    op.execute("drop trigger stamp_transaction on sessions")
    op.execute("drop function stamp_transaction")
    for table in TABLES:
        op.drop_column(table, "tx")
