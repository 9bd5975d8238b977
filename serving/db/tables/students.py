"""Students, how they prove who they are and what was answered to their requests, written by serving."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from serving.db.tables.columns import metadata, moment

PERSON = (
    "origin = 'imported' or case when erased_at is null"
    " then surname is not null and name is not null and consented_at is not null"
    " else coalesce(email, surname, name, patronymic, grade, school, region) is null"
    " and telegram_id is null end"
)
"""A student is somebody who agreed to it, or a tombstone: answers of nobody in particular."""

students = Table(
    "students",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("telegram_id", BigInteger, unique=True),
    Column("email", Text, unique=True),
    Column("surname", Text),
    Column("name", Text),
    Column("patronymic", Text),
    Column("grade", Text),
    Column("school", Text),
    Column("region", Text),
    Column("subject", ForeignKey("subjects.code")),
    Column("origin", Text, nullable=False),
    Column("time_zone", Text, nullable=False, server_default="Europe/Moscow"),
    Column("streak_days", Integer, nullable=False, server_default="0"),
    Column("streak_day", Date),
    Column("frozen_day", Date),
    Column("display_name", Text),
    Column("listed", Boolean, nullable=False, server_default="true"),
    moment("consented_at", nullable=True),
    moment("registered_at", now=True),
    moment("last_seen_at", nullable=True),
    moment("erased_at", nullable=True),
    CheckConstraint("origin in ('real', 'simulated', 'imported')", name="origin"),
    CheckConstraint(PERSON, name="person"),
    Index("ix_students_school", "region", "school"),
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
    Column("student_id", ForeignKey("students.id", ondelete="CASCADE"), nullable=False, index=True),
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

one_time_codes = Table(
    "one_time_codes",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("student_id", ForeignKey("students.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("purpose", Text, nullable=False),
    moment("expires_at"),
    CheckConstraint("purpose in ('log_in', 'link_telegram', 'reset_password')", name="purpose"),
)

personal_tokens = Table(
    "personal_tokens",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("student_id", ForeignKey("students.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("sha256", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("scopes", ARRAY(Text), nullable=False),
    moment("created_at"),
    moment("expires_at"),
    moment("last_used_at", nullable=True),
)

attempts = Table(
    "attempts",
    metadata,
    Column("key", Text, primary_key=True),
    Column("failures", Integer, nullable=False),
    moment("failed_at"),
)

idempotency_keys = Table(
    "idempotency_keys",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("student_id", ForeignKey("students.id", ondelete="CASCADE"), index=True),
    Column("request_sha256", Text, nullable=False),
    Column("status", Integer, nullable=False),
    Column("headers", JSONB, nullable=False),
    Column("body", LargeBinary, nullable=False),
    moment("expires_at"),
)

# Who a student of another system is here.
imported_students = Table(
    "imported_students",
    metadata,
    Column("name", Text, primary_key=True),
    Column("student_id", ForeignKey("students.id", ondelete="CASCADE"), nullable=False, index=True),
)

# Whose answers became whose tombstone's. No foreign key: the student is gone.
erasures = Table(
    "erasures",
    metadata,
    Column("student_id", BigInteger, primary_key=True, autoincrement=False),
    Column("tombstone_id", ForeignKey("students.id"), nullable=False, index=True),
    moment("erased_at"),
)
