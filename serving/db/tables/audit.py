"""What admins and departments did, written by serving."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Identity, Index, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

from serving.db.tables.columns import metadata, moment

# No foreign key: who did something stays known by his number when the student is gone.
audit = Table(
    "audit",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    moment("at"),
    Column("student_id", BigInteger),
    Column("operator", Text),
    Column("platform", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("before", JSONB(none_as_null=True)),
    Column("after", JSONB(none_as_null=True)),
    CheckConstraint("(student_id is null) <> (operator is null)", name="who"),
    Index("ix_audit_what", "what", "id"),
)
