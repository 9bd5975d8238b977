"""Contests, their questions and what was answered in them, written by serving."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
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

from serving.db.tables.columns import metadata, moment

# `made_by`: the student whose duel it is. `collected_at`: when its answers became answers of the students and
# its questions were free again.
contests = Table(
    "contests",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("subject", ForeignKey("subjects.code"), nullable=False),
    Column("plan", JSONB, nullable=False),
    Column("kind", Text, nullable=False, server_default="contest"),
    Column("made_by", ForeignKey("students.id"), index=True),
    moment("created_at"),
    moment("starts_at"),
    moment("freezes_at"),
    moment("ends_at"),
    moment("announced_at", nullable=True),
    moment("cancelled_at", nullable=True),
    moment("results_at", nullable=True),
    moment("collected_at", nullable=True),
    CheckConstraint("starts_at <= freezes_at and freezes_at <= ends_at", name="order"),
    CheckConstraint("kind in ('contest', 'duel')", name="kind"),
    Index(
        "uq_contests_duel_code",
        text("(plan #>> '{entrants,code}')"),
        unique=True,
        postgresql_where=text("kind = 'duel'"),
    ),
    Index(
        "ix_contests_uncollected",
        "ends_at",
        postgresql_where=text("announced_at is not null and collected_at is null"),
    ),
)

# While it is `held`, no training serves the question.
contest_questions = Table(
    "contest_questions",
    metadata,
    Column("contest_id", ForeignKey("contests.id"), primary_key=True),
    Column("place", SmallInteger, primary_key=True),
    Column("question_id", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("points", SmallInteger, nullable=False),
    Column("held", Boolean, nullable=False, server_default="true"),
    ForeignKeyConstraint(
        ["question_id", "version"], ["question_versions.question_id", "question_versions.version"]
    ),
    UniqueConstraint("contest_id", "question_id"),
    Index("uq_contest_questions_held", "question_id", unique=True, postgresql_where=text("held")),
)

# The table is sorted by `points`, then by `gained_at` since `counts_from`; while it is frozen, by the other
# two.
contest_attempts = Table(
    "contest_attempts",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("contest_id", ForeignKey("contests.id"), nullable=False),
    Column("student_id", ForeignKey("students.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("number", SmallInteger, nullable=False),
    Column("virtual", Boolean, nullable=False),
    moment("started_at"),
    moment("ends_at"),
    moment("finished_at", nullable=True),
    moment("counts_from"),
    Column("points", Integer, nullable=False, server_default="0"),
    moment("gained_at", nullable=True),
    Column("frozen_points", Integer, nullable=False, server_default="0"),
    moment("frozen_gained_at", nullable=True),
    UniqueConstraint("contest_id", "student_id", "number"),
)

# A row from the moment the question was shown; `serve_id` names it among the serves of training, later.
contest_answers = Table(
    "contest_answers",
    metadata,
    Column("attempt_id", ForeignKey("contest_attempts.id", ondelete="CASCADE"), primary_key=True),
    Column("place", SmallInteger, primary_key=True),
    Column("serve_id", Uuid, nullable=False, unique=True),
    moment("shown_at"),
    Column("response", JSONB(none_as_null=True)),
    Column("correct", Boolean),
    Column("points", SmallInteger),
    Column("platform", Text),
    moment("answered_at", nullable=True),
    CheckConstraint("num_nulls(response, correct, points, platform, answered_at) in (0, 5)", name="answered"),
)

# Who wants to be reminded of a contest before it starts.
contest_followers = Table(
    "contest_followers",
    metadata,
    Column("contest_id", ForeignKey("contests.id"), primary_key=True),
    Column("student_id", ForeignKey("students.id", ondelete="CASCADE"), primary_key=True, index=True),
    moment("followed_at"),
)

# Which reminder went out as which broadcast, `hours` before the start.
contest_reminders = Table(
    "contest_reminders",
    metadata,
    Column("contest_id", ForeignKey("contests.id"), primary_key=True),
    Column("hours", SmallInteger, primary_key=True),
    Column("broadcast_id", ForeignKey("broadcasts.id"), nullable=False, unique=True),
)
