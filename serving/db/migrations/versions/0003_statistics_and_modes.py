"""Leaderboards by season and day, abilities, mistakes to repeat, goals and reports."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

STUDENTS: dict[str, sa.types.TypeEngine[Any]] = {"frozen_day": sa.Date(), "display_name": sa.Text()}
STANDINGS: dict[str, sa.types.TypeEngine[Any]] = {
    "origin": sa.Text(),
    "season": sa.Date(),
    "season_points": sa.Integer(),
    "month_points": sa.Integer(),
    "week_points": sa.Integer(),
}
RANKED = {
    "season": ["subject", "origin", "season", "season_points", "student_id"],
    "month": ["subject", "origin", "month_points", "student_id"],
    "week": ["subject", "origin", "week_points", "student_id"],
}

# The first look at a leaderboard takes from the month and the week what is older.
EARLIER_POINTS = """
insert into daily_points (student_id, subject, day, points)
select answers.student_id, questions.subject, cast(answered_at at time zone 'Europe/Moscow' as date) as day,
       sum(answers.points)
from answers join questions on questions.id = answers.question_id
where answers.points > 0
group by answers.student_id, questions.subject, day;

with this as (
    select cast(date_trunc('year', now() at time zone 'Europe/Moscow' - interval '8 months')
                + interval '8 months' as date) as season
)
update standings
set origin = students.origin, season = this.season,
    month_points = standings.points, week_points = standings.points,
    season_points = (
        select coalesce(sum(daily_points.points), 0) from daily_points
        where daily_points.student_id = standings.student_id and daily_points.subject = standings.subject
            and daily_points.day >= this.season
    )
from students, this
where students.id = standings.student_id
"""


def upgrade() -> None:
    for name, type_ in STUDENTS.items():
        op.add_column("students", sa.Column(name, type_, nullable=True))
    op.add_column("students", sa.Column("listed", sa.Boolean(), server_default="true", nullable=False))
    op.create_index("ix_students_school", "students", ["region", "school"])
    op.add_column("answers", sa.Column("uncounted", sa.Text(), nullable=True))
    op.add_column("serves", sa.Column("selection", sa.Text(), nullable=True))
    op.add_column("serves", sa.Column("selection_reason", sa.Text(), nullable=True))
    op.create_index(
        "ix_serves_adaptive",
        "serves",
        ["question_id", "served_at"],
        postgresql_where=sa.text("selection = 'adaptive'"),
    )
    create_daily_points()
    widen_standings()
    create_abilities()
    create_mistakes()
    create_goals()
    create_reports()


def create_daily_points() -> None:
    op.create_table(
        "daily_points",
        *of_a_student_and_a_subject("daily_points"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("student_id", "subject", "day", name=op.f("pk_daily_points")),
    )
    op.create_index("ix_daily_points_subject_day", "daily_points", ["subject", "day"])
    op.create_table(
        "ranking_days",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["subject"], ["subjects.code"], name=op.f("fk_ranking_days_subject")),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_ranking_days")),
    )


def widen_standings() -> None:
    for name, type_ in STANDINGS.items():
        op.add_column("standings", sa.Column(name, type_, nullable=True))
    for statement in EARLIER_POINTS.split(";"):
        op.execute(statement)
    for name in STANDINGS:
        op.alter_column("standings", name, nullable=False)
    op.drop_index("ix_standings_subject_points", table_name="standings")
    for window, columns in RANKED.items():
        op.create_index(f"ix_standings_{window}", "standings", columns)


def create_abilities() -> None:
    op.create_table(
        "student_abilities",
        *of_a_student_and_a_subject("student_abilities"),
        sa.Column("ability", sa.Double(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("student_id", "subject", name=op.f("pk_student_abilities")),
    )


def create_mistakes() -> None:
    op.create_table(
        "mistakes",
        *of_a_student_and_a_subject("mistakes"),
        sa.Column("question_id", sa.BigInteger(), nullable=False),
        sa.Column("stability", sa.Double(), nullable=False),
        sa.Column("difficulty", sa.Double(), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name=op.f("fk_mistakes_question_id")),
        sa.PrimaryKeyConstraint("student_id", "question_id", name=op.f("pk_mistakes")),
    )
    op.create_index("ix_mistakes_due", "mistakes", ["student_id", "subject", "due_at"])


def create_goals() -> None:
    op.create_table(
        "goals",
        *of_a_student_and_a_subject("goals"),
        sa.Column("olympiad_day", sa.Date(), nullable=True),
        sa.Column("daily_mistakes", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("student_id", "subject", name=op.f("pk_goals")),
    )


def create_reports() -> None:
    op.create_table(
        "reports",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("student_id", sa.BigInteger(), nullable=True),
        sa.Column("question_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("serve_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [column], [target], name=op.f(f"fk_reports_{column}"), ondelete="SET NULL"
            )
            for column, target in (
                ("student_id", "students.id"),
                ("serve_id", "serves.id"),
                ("decided_by", "students.id"),
            )
        ),
        sa.ForeignKeyConstraint(
            ["question_id", "version"],
            ["question_versions.question_id", "question_versions.version"],
            name=op.f("fk_reports_question_id_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint(
            "student_id", "question_id", "version", name=op.f("uq_reports_student_id_question_id_version")
        ),
    )
    op.create_index("ix_reports_question_id", "reports", ["question_id", "version"])


def of_a_student_and_a_subject(table: str) -> tuple[sa.Column[object] | sa.ForeignKeyConstraint, ...]:
    return (
        sa.Column("student_id", sa.BigInteger(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["student_id"], ["students.id"], name=op.f(f"fk_{table}_student_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["subject"], ["subjects.code"], name=op.f(f"fk_{table}_subject")),
    )


def downgrade() -> None:
    for table in ("reports", "goals", "mistakes", "student_abilities", "ranking_days", "daily_points"):
        op.drop_table(table)
    for window in RANKED:
        op.drop_index(f"ix_standings_{window}", table_name="standings")
    for name in STANDINGS:
        op.drop_column("standings", name)
    op.create_index("ix_standings_subject_points", "standings", ["subject", "points"])
    op.drop_index("ix_serves_adaptive", table_name="serves")
    op.drop_column("serves", "selection_reason")
    op.drop_column("serves", "selection")
    op.drop_column("answers", "uncounted")
    op.drop_index("ix_students_school", table_name="students")
    for name in ("listed", *STUDENTS):
        op.drop_column("students", name)
