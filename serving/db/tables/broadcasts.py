"""What admins send to many, and what became of each message, written by serving."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from serving.db.tables.columns import metadata, moment

broadcasts = Table(
    "broadcasts",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("content", JSONB, nullable=False),
    Column("channels", ARRAY(Text), nullable=False),
    Column("audience", JSONB, nullable=False),
    Column("guarantee", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("confirmed", Integer),
    Column("reason", Text),
    Column("preview_of", ForeignKey("broadcasts.id")),
    moment("created_at"),
    moment("scheduled_at", nullable=True),
    moment("started_at", nullable=True),
    moment("finished_at", nullable=True),
    CheckConstraint(
        "state in ('draft', 'scheduled', 'running', 'paused', 'cancelled', 'done')", name="state"
    ),
    CheckConstraint("guarantee in ('at_most_once', 'at_least_once')", name="guarantee"),
    Index("ix_broadcasts_unfinished", "state", postgresql_where=text("state in ('scheduled', 'running')")),
)

# `time_zone` is null where the hour does not matter.
deliveries = Table(
    "deliveries",
    metadata,
    Column("broadcast_id", ForeignKey("broadcasts.id"), primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("student_id", ForeignKey("students.id", ondelete="CASCADE"), primary_key=True),
    Column("state", Text, nullable=False, server_default="pending"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("time_zone", Text),
    moment("not_before"),
    moment("settled_at", nullable=True),
    Column("error", Text),
    CheckConstraint("channel in ('telegram', 'email', 'inbox')", name="channel"),
    CheckConstraint(
        "state in ('pending', 'sending', 'sent', 'blocked', 'failed', 'unknown', 'cancelled')", name="state"
    ),
    Index("ix_deliveries_waiting", "channel", "broadcast_id", postgresql_where=text("state = 'pending'")),
    Index("ix_deliveries_student", "student_id", "channel", "settled_at"),
)

broadcast_opt_outs = Table(
    "broadcast_opt_outs",
    metadata,
    Column("student_id", ForeignKey("students.id", ondelete="CASCADE"), primary_key=True),
    moment("opted_out_at"),
)
