"""Webhooks and what they are told, written by serving; of a release, `webhook_events` is by the pipelines."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from serving.db.tables.columns import metadata, moment

webhooks = Table(
    "webhooks",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("student_id", ForeignKey("students.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("url", Text, nullable=False),
    Column("events", ARRAY(Text), nullable=False),
    Column("sealed_secret", LargeBinary, nullable=False),
    moment("created_at"),
)

# A row in the transaction of what happened; `spread_at`: when deliveries were made of it.
webhook_events = Table(
    "webhook_events",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("event", Text, nullable=False),
    Column("subject", Text),
    Column("student_id", ForeignKey("students.id", ondelete="CASCADE"), index=True),
    Column("facts", JSONB, nullable=False),
    moment("happened_at"),
    moment("spread_at", nullable=True),
    Index("ix_webhook_events_waiting", "id", postgresql_where=text("spread_at is null")),
)

webhook_deliveries = Table(
    "webhook_deliveries",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("webhook_id", ForeignKey("webhooks.id", ondelete="CASCADE"), nullable=False),
    Column("event_id", ForeignKey("webhook_events.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("state", Text, nullable=False, server_default="waiting"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    moment("tried_at", nullable=True),
    moment("not_before"),
    moment("give_up_at"),
    Column("status", SmallInteger),
    Column("error", Text),
    CheckConstraint("state in ('waiting', 'delivered', 'given_up')", name="state"),
    UniqueConstraint("webhook_id", "event_id"),
    Index("ix_webhook_deliveries_waiting", "not_before", postgresql_where=text("state = 'waiting'")),
)
