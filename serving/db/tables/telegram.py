"""What the Telegram bot must not forget when it is stopped, written by serving."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Integer, PrimaryKeyConstraint, Table, Text
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.schema import Index

from serving.db.tables.columns import metadata, moment

telegram_updates = Table(
    "telegram_updates",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("body", JSONB, nullable=False),
    Column("attempts", Integer, nullable=False, server_default=sql("0")),
    moment("received_at", now=True),
    moment("done_at", nullable=True),
    Column("person", BigInteger, nullable=False),
)
Index(
    "ix_telegram_updates_open",
    telegram_updates.c.person,
    telegram_updates.c.update_id,
    postgresql_where=telegram_updates.c.done_at.is_(None),
)

telegram_states = Table(
    "telegram_states",
    metadata,
    Column("bot_id", BigInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger, nullable=False),
    Column("business_connection_id", Text, nullable=False),
    Column("destiny", Text, nullable=False),
    Column("state", Text),
    Column("data", JSONB, nullable=False, server_default=sql("'{}'")),
    moment("updated_at", now=True),
    PrimaryKeyConstraint("bot_id", "chat_id", "user_id", "thread_id", "business_connection_id", "destiny"),
)

telegram_chats = Table(
    "telegram_chats",
    metadata,
    Column("telegram_id", BigInteger, primary_key=True, autoincrement=False),
    moment("last_seen_at", now=True),
    moment("blocked_at", nullable=True),
    Column("language", Text, nullable=False, server_default="ru"),
    CheckConstraint("language in ('ru', 'en')", name="language"),
)

telegram_files = Table(
    "telegram_files",
    metadata,
    Column("bot_id", BigInteger, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("file_id", Text, nullable=False),
    PrimaryKeyConstraint("bot_id", "sha256"),
)
