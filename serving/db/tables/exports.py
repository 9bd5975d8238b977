"""Exports that are written in the background, written by serving."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    SmallInteger,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from serving.db.tables.columns import metadata, moment

# A row outlives who asked for it, so that the file is found and removed when it expires.
exports = Table(
    "exports",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("student_id", ForeignKey("students.id", ondelete="SET NULL")),
    Column("name", Text, nullable=False),
    Column("filters", JSONB, nullable=False),
    Column("personal", Boolean, nullable=False),
    Column("state", Text, nullable=False, server_default="waiting"),
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    Column("rows", BigInteger),
    Column("error", Text),
    Column("link", Uuid, unique=True),
    moment("requested_at"),
    moment("ready_at", nullable=True),
    moment("expires_at", nullable=True),
    CheckConstraint("state in ('waiting', 'running', 'ready', 'failed')", name="state"),
    CheckConstraint("(state = 'ready') = (link is not null)", name="link"),
    Index("ix_exports_student", "student_id", "requested_at"),
)
