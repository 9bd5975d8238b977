"""What was served, answered and earned, written by serving."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from serving.db.tables.columns import TRANSACTION, metadata, moment

filters = Table(
    "filters",
    metadata,
    Column("student_id", ForeignKey("students.id", ondelete="CASCADE"), primary_key=True),
    Column("subject", ForeignKey("subjects.code"), primary_key=True),
    Column("chosen", JSONB, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("student_id", ForeignKey("students.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("subject", ForeignKey("subjects.code"), nullable=False),
    Column("mode", Text, nullable=False),
    Column("filters", JSONB, nullable=False),
    Column("platform", Text, nullable=False),
    moment("started_at", now=True),
    moment("finished_at", nullable=True),
    Column("tx", BigInteger, nullable=False, server_default=TRANSACTION, index=True),
    Index(
        "uq_sessions_open", "student_id", "subject", unique=True, postgresql_where=text("finished_at is null")
    ),
)

serves = Table(
    "serves",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("session_id", ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False),
    Column("student_id", ForeignKey("students.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("question_id", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("answered", Boolean, nullable=False, server_default="false"),
    Column("selection", Text),
    Column("selection_reason", Text),
    moment("served_at", now=True),
    Column("tx", BigInteger, nullable=False, server_default=TRANSACTION, index=True),
    ForeignKeyConstraint(
        ["question_id", "version"], ["question_versions.question_id", "question_versions.version"]
    ),
    Index("uq_serves_open", "session_id", unique=True, postgresql_where=text("not answered")),
    Index(
        "ix_serves_adaptive",
        "question_id",
        "served_at",
        postgresql_where=text("selection = 'adaptive'"),
    ),
)

answers = Table(
    "answers",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("serve_id", ForeignKey("serves.id"), nullable=False, unique=True),
    Column("session_id", ForeignKey("sessions.id"), nullable=False),
    Column("student_id", ForeignKey("students.id"), nullable=False),
    Column("question_id", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("statistical_version", Integer, nullable=False),
    Column("response", JSONB, nullable=False),
    Column("correct", Boolean, nullable=False),
    Column("points", SmallInteger, nullable=False),
    Column("uncounted", Text),
    Column("attempt", Integer, nullable=False),
    Column("mode", Text, nullable=False),
    Column("platform", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("seconds", Double),  # NULL in logs of other systems
    Column("total_points", BigInteger, nullable=False),
    Column("place", Integer, nullable=False),
    Column("streak", Integer, nullable=False),
    moment("answered_at"),
    Column("tx", BigInteger, nullable=False, server_default=TRANSACTION, index=True),
    UniqueConstraint("student_id", "question_id", "statistical_version", "attempt"),
    Index("ix_answers_session_id", "session_id"),
)

# What an answer is worth by a key that was corrected after it; the answer stays as it was given.
rejudgements = Table(
    "rejudgements",
    metadata,
    Column("answer_id", ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("correct", Boolean, nullable=False),
    Column("points", SmallInteger, nullable=False),
    moment("rejudged_at"),
)
