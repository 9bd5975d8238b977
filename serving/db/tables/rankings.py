"""Points of students, kept so that a place is a count in an index, written by serving."""

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Index, Integer, Table, Text

from serving.db.tables.columns import metadata

# `season_points` are of the season that began on `season`; the other two, of the 30 and the 7 days that end
# on the day of `ranking_days`, as sums of `daily_points`.
standings = Table(
    "standings",
    metadata,
    Column("student_id", ForeignKey("students.id", ondelete="CASCADE"), primary_key=True),
    Column("subject", ForeignKey("subjects.code"), primary_key=True),
    Column("origin", Text, nullable=False),
    Column("points", BigInteger, nullable=False),
    Column("answered", BigInteger, nullable=False),
    Column("correct", BigInteger, nullable=False),
    Column("season", Date, nullable=False),
    Column("season_points", Integer, nullable=False),
    Column("month_points", Integer, nullable=False),
    Column("week_points", Integer, nullable=False),
    Index("ix_standings_season", "subject", "origin", "season", "season_points", "student_id"),
    Index("ix_standings_month", "subject", "origin", "month_points", "student_id"),
    Index("ix_standings_week", "subject", "origin", "week_points", "student_id"),
)

# Days are those of Moscow; a day without points has no row.
daily_points = Table(
    "daily_points",
    metadata,
    Column("student_id", ForeignKey("students.id", ondelete="CASCADE"), primary_key=True),
    Column("subject", ForeignKey("subjects.code"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("points", Integer, nullable=False),
    Index("ix_daily_points_subject_day", "subject", "day"),
)

ranking_days = Table(
    "ranking_days",
    metadata,
    Column("subject", ForeignKey("subjects.code"), primary_key=True),
    Column("day", Date, nullable=False),
)
