"""What students are told between their visits, written by serving."""

from sqlalchemy import BigInteger, Column, ForeignKey, Identity, Index, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

from serving.db.tables.columns import metadata, moment

inbox_messages = Table(
    "inbox_messages",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("student_id", ForeignKey("students.id", ondelete="CASCADE"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("facts", JSONB, nullable=False),
    moment("created_at"),
    moment("read_at", nullable=True),
    Index("ix_inbox_messages_student", "student_id", "id"),
)
