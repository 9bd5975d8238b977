"""The question bank and its published statistics, written by the pipelines."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Integer,
    SmallInteger,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from serving.db.tables.columns import metadata, moment

subjects = Table(
    "subjects",
    metadata,
    Column("code", Text, primary_key=True),
    Column("title", Text, nullable=False),
)

themes = Table(
    "themes",
    metadata,
    Column("subject", ForeignKey("subjects.code"), primary_key=True),
    Column("title", Text, primary_key=True),
)

sources = Table(
    "sources",
    metadata,
    Column("subject", ForeignKey("subjects.code"), primary_key=True),
    Column("title", Text, primary_key=True),
)

questions = Table(
    "questions",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("identity", Text, nullable=False, unique=True),
    Column("wording", Text, index=True),  # identity without the picture
    Column("subject", ForeignKey("subjects.code"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("theme", Text, nullable=False),
    Column("current_version", Integer, nullable=False),
    Column("status", Text, nullable=False, server_default="live"),
    moment("created_at", now=True),
    ForeignKeyConstraint(["subject", "theme"], ["themes.subject", "themes.title"], onupdate="CASCADE"),
    CheckConstraint("status in ('live', 'held', 'quarantined', 'retired')", name="status"),
)

question_versions = Table(
    "question_versions",
    metadata,
    Column("question_id", ForeignKey("questions.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("statistical_version", Integer, nullable=False),
    Column("content", JSONB, nullable=False),
    Column("release_id", ForeignKey("releases.id"), nullable=False),
)

question_sources = Table(
    "question_sources",
    metadata,
    Column("question_id", ForeignKey("questions.id"), primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    ForeignKeyConstraint(["subject", "source"], ["sources.subject", "sources.title"], onupdate="CASCADE"),
)

question_stats = Table(
    "question_stats",
    metadata,
    Column("question_id", BigInteger, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("attempts", BigInteger, nullable=False),
    Column("first_attempts", BigInteger, nullable=False),
    Column("correct", BigInteger, nullable=False),
    Column("facility", Double),
    Column("difficulty", Double),
    Column("difficulty_se", Double),
    Column("level", SmallInteger),
    Column("discrimination", Double),
    Column("flags", ARRAY(Text), nullable=False, server_default="{}"),
    Column("proposed_option", SmallInteger),
    moment("as_of"),
    ForeignKeyConstraint(
        ["question_id", "version"], ["question_versions.question_id", "question_versions.version"]
    ),
)
