"""What the Telegram bot keeps: updates, dialogues, chats, files."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"


def moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    default = None if nullable else sa.text("now()")
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable, server_default=default)


def upgrade() -> None:
    op.create_table(
        "telegram_updates",
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("body", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        moment("received_at"),
        moment("done_at", nullable=True),
        sa.PrimaryKeyConstraint("update_id", name=op.f("pk_telegram_updates")),
    )
    op.create_index(
        "ix_telegram_updates_open",
        "telegram_updates",
        ["update_id"],
        postgresql_where=sa.text("done_at is null"),
    )
    op.create_table(
        "telegram_states",
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=False),
        sa.Column("business_connection_id", sa.Text(), nullable=False),
        sa.Column("destiny", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column(
            "data",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
        moment("updated_at"),
        sa.PrimaryKeyConstraint(
            "bot_id",
            "chat_id",
            "user_id",
            "thread_id",
            "business_connection_id",
            "destiny",
            name=op.f("pk_telegram_states"),
        ),
    )
    op.create_table(
        "telegram_chats",
        sa.Column("telegram_id", sa.BigInteger(), autoincrement=False, nullable=False),
        moment("last_seen_at"),
        moment("blocked_at", nullable=True),
        sa.PrimaryKeyConstraint("telegram_id", name=op.f("pk_telegram_chats")),
    )
    op.create_table(
        "telegram_files",
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "sha256", name=op.f("pk_telegram_files")),
    )


def downgrade() -> None:
    for name in ("telegram_files", "telegram_chats", "telegram_states", "telegram_updates"):
        op.drop_table(name)
