"""Students and how they prove who they are, written by serving."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Identity,
    Integer,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY

from serving.db.tables.columns import metadata, moment

students = Table(
    "students",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("telegram_id", BigInteger, unique=True),
    Column("email", Text, unique=True),
    Column("surname", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("patronymic", Text),
    Column("grade", Text),
    Column("school", Text),
    Column("region", Text),
    Column("subject", ForeignKey("subjects.code")),
    Column("origin", Text, nullable=False),
    Column("time_zone", Text, nullable=False, server_default="Europe/Moscow"),
    Column("streak_days", Integer, nullable=False, server_default="0"),
    Column("streak_day", Date),
    moment("consented_at"),
    moment("registered_at", now=True),
    moment("last_seen_at", nullable=True),
    CheckConstraint("origin in ('real', 'simulated', 'imported')", name="origin"),
)

credentials = Table(
    "credentials",
    metadata,
    Column("student_id", ForeignKey("students.id", ondelete="CASCADE"), primary_key=True),
    Column("password_hash", Text, nullable=False),
)

refresh_tokens = Table(
    "refresh_tokens",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("student_id", ForeignKey("students.id", ondelete="CASCADE"), nullable=False),
    Column("family", Uuid, nullable=False, index=True),
    moment("expires_at"),
    moment("used_at", nullable=True),
)

roles = Table(
    "roles",
    metadata,
    Column("student_id", ForeignKey("students.id", ondelete="CASCADE"), primary_key=True),
    Column("role", Text, nullable=False),
    Column("subjects", ARRAY(Text), nullable=False),
    moment("granted_at", now=True),
    CheckConstraint("role in ('department', 'analyst', 'admin')", name="role"),
)
