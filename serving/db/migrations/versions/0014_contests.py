"""Contests, their questions, attempts and answers."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0014"
down_revision = "0013"


def moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    create_contests()
    create_questions()
    create_attempts()
    create_answers()


def create_contests() -> None:
    op.create_table(
        "contests",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("plan", postgresql.JSONB(), nullable=False),
        *(moment(name) for name in ("created_at", "starts_at", "freezes_at", "ends_at")),
        *(
            moment(name, nullable=True)
            for name in ("announced_at", "cancelled_at", "results_at", "collected_at")
        ),
        sa.CheckConstraint(
            "starts_at <= freezes_at and freezes_at <= ends_at", name=op.f("ck_contests_order")
        ),
        sa.ForeignKeyConstraint(["subject"], ["subjects.code"], name=op.f("fk_contests_subject")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contests")),
    )
    op.create_index(
        "ix_contests_uncollected",
        "contests",
        ["ends_at"],
        postgresql_where=sa.text("announced_at is not null and collected_at is null"),
    )


def create_questions() -> None:
    op.create_table(
        "contest_questions",
        sa.Column("contest_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.Column("question_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("points", sa.SmallInteger(), nullable=False),
        sa.Column("held", sa.Boolean(), server_default="true", nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_contest_questions_contest_id")
        ),
        sa.ForeignKeyConstraint(
            ["question_id", "version"],
            ["question_versions.question_id", "question_versions.version"],
            name=op.f("fk_contest_questions_question_id_version"),
        ),
        sa.PrimaryKeyConstraint("contest_id", "place", name=op.f("pk_contest_questions")),
        sa.UniqueConstraint(
            "contest_id", "question_id", name=op.f("uq_contest_questions_contest_id_question_id")
        ),
    )
    op.create_index(
        "uq_contest_questions_held",
        "contest_questions",
        ["question_id"],
        unique=True,
        postgresql_where=sa.text("held"),
    )


def create_attempts() -> None:
    op.create_table(
        "contest_attempts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contest_id", sa.BigInteger(), nullable=False),
        sa.Column("student_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("virtual", sa.Boolean(), nullable=False),
        moment("started_at"),
        moment("ends_at"),
        moment("finished_at", nullable=True),
        moment("counts_from"),
        sa.Column("points", sa.Integer(), server_default="0", nullable=False),
        moment("gained_at", nullable=True),
        sa.Column("frozen_points", sa.Integer(), server_default="0", nullable=False),
        moment("frozen_gained_at", nullable=True),
        sa.ForeignKeyConstraint(["contest_id"], ["contests.id"], name=op.f("fk_contest_attempts_contest_id")),
        sa.ForeignKeyConstraint(
            ["student_id"], ["students.id"], name=op.f("fk_contest_attempts_student_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contest_attempts")),
        sa.UniqueConstraint(
            "contest_id",
            "student_id",
            "number",
            name=op.f("uq_contest_attempts_contest_id_student_id_number"),
        ),
    )
    op.create_index(op.f("ix_contest_attempts_student_id"), "contest_attempts", ["student_id"])


def create_answers() -> None:
    op.create_table(
        "contest_answers",
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.Column("serve_id", sa.Uuid(), nullable=False),
        moment("shown_at"),
        sa.Column("response", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("correct", sa.Boolean(), nullable=True),
        sa.Column("points", sa.SmallInteger(), nullable=True),
        sa.Column("platform", sa.Text(), nullable=True),
        moment("answered_at", nullable=True),
        sa.CheckConstraint(
            "num_nulls(response, correct, points, platform, answered_at) in (0, 5)",
            name=op.f("ck_contest_answers_answered"),
        ),
        sa.ForeignKeyConstraint(
            ["attempt_id"],
            ["contest_attempts.id"],
            name=op.f("fk_contest_answers_attempt_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("attempt_id", "place", name=op.f("pk_contest_answers")),
        sa.UniqueConstraint("serve_id", name=op.f("uq_contest_answers_serve_id")),
    )


def downgrade() -> None:
    for table in ("contest_answers", "contest_attempts", "contest_questions", "contests"):
        op.drop_table(table)
