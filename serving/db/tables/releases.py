"""What was submitted and what releases made of it, written by the pipelines; uploads by the portal."""

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Identity, Integer, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from serving.db.tables.columns import ACTOR, metadata, moment

OUTCOMES_OF_ROWS = ("rows", "new", "changed", "unchanged", "merged", "rejected", "held")
"""Of the rows that were sent: how many, and how many had each outcome."""

submissions = Table(
    "submissions",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("files", ARRAY(Text), nullable=False),
    Column("sha256", Text, nullable=False),
    Column("report", JSONB, nullable=False),
    Column("actor", Text, nullable=False, server_default=ACTOR),
    *(Column(name, Integer, nullable=False, server_default="0") for name in OUTCOMES_OF_ROWS),
    moment("submitted_at", now=True),
    CheckConstraint(
        "rows = new + changed + unchanged + merged + rejected + held", name="every_row_has_one_outcome"
    ),
)

submission_questions = Table(
    "submission_questions",
    metadata,
    Column("submission_id", ForeignKey("submissions.id"), primary_key=True),
    Column("question_id", ForeignKey("questions.id"), primary_key=True, index=True),
)

releases = Table(
    "releases",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("submission_id", ForeignKey("submissions.id"), nullable=False),
    Column("new", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("retired", Integer, nullable=False, server_default="0"),
    Column("actor", Text, nullable=False, server_default=ACTOR),
    moment("released_at", now=True),
    Column("rolled_back_by", Text),
    moment("rolled_back_at", nullable=True),
    CheckConstraint("(rolled_back_by is null) = (rolled_back_at is null)", name="rolled_back"),
)

# What each question was before the release; a new one was not there.
release_changes = Table(
    "release_changes",
    metadata,
    Column("release_id", ForeignKey("releases.id"), primary_key=True),
    Column("question_id", ForeignKey("questions.id"), primary_key=True, index=True),
    Column("outcome", Text, nullable=False),
    Column("identity", Text),
    Column("version", Integer),
    Column("theme", Text),
    Column("status", Text),
    Column("sources", ARRAY(Text)),
    CheckConstraint("outcome in ('new', 'changed', 'retired')", name="outcome"),
    CheckConstraint("(outcome = 'new') = (version is null)", name="before"),
)

uploads = Table(
    "uploads",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("uploaded_by", ForeignKey("students.id"), nullable=False),
    Column("sha256", Text, nullable=False),
    Column("files", ARRAY(Text), nullable=False),
    Column("rows", Integer, nullable=False),
    Column("subject", Text),
    Column("subjects", ARRAY(Text), nullable=False),
    Column("status", Text, nullable=False, server_default="waiting"),
    Column("note", Text),
    Column("release_id", ForeignKey("releases.id")),
    Column("decided_by", ForeignKey("students.id")),
    moment("uploaded_at", now=True),
    moment("decided_at", nullable=True),
    CheckConstraint("status in ('waiting', 'publishing', 'published', 'declined', 'failed')", name="status"),
)
