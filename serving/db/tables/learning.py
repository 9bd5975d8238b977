"""What a student can do, has yet to learn and reported, written by serving."""

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
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
)

from serving.db.tables.columns import metadata, moment

student_abilities = Table(
    "student_abilities",
    metadata,
    Column("student_id", ForeignKey("students.id", ondelete="CASCADE"), primary_key=True),
    Column("subject", ForeignKey("subjects.code"), primary_key=True),
    Column("ability", Double, nullable=False),
    Column("answers", Integer, nullable=False),
)

# A card of spaced repetition for each question that the student ever got wrong.
mistakes = Table(
    "mistakes",
    metadata,
    Column("student_id", ForeignKey("students.id", ondelete="CASCADE"), primary_key=True),
    Column("question_id", ForeignKey("questions.id"), primary_key=True),
    Column("subject", ForeignKey("subjects.code"), nullable=False),
    Column("stability", Double, nullable=False),
    Column("difficulty", Double, nullable=False),
    moment("reviewed_at"),
    moment("due_at"),
    Index("ix_mistakes_due", "student_id", "subject", "due_at"),
)

goals = Table(
    "goals",
    metadata,
    Column("student_id", ForeignKey("students.id", ondelete="CASCADE"), primary_key=True),
    Column("subject", ForeignKey("subjects.code"), primary_key=True),
    Column("olympiad_day", Date),
    Column("daily_mistakes", SmallInteger, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("student_id", ForeignKey("students.id", ondelete="SET NULL")),
    Column("question_id", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("serve_id", ForeignKey("serves.id", ondelete="SET NULL")),
    Column("reason", Text, nullable=False),
    Column("text", Text),
    Column("decision", Text),
    Column("decided_by", ForeignKey("students.id", ondelete="SET NULL")),
    moment("reported_at"),
    moment("decided_at", nullable=True),
    ForeignKeyConstraint(
        ["question_id", "version"], ["question_versions.question_id", "question_versions.version"]
    ),
    UniqueConstraint("student_id", "question_id", "version"),
    Index("ix_reports_question_id", "question_id", "version"),
)
