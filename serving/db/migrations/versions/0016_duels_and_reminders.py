"""Duels of students, and reminders of contests."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column("contests", sa.Column("kind", sa.Text(), server_default="contest", nullable=False))
    op.add_column("contests", sa.Column("made_by", sa.BigInteger(), nullable=True))
    op.create_check_constraint(op.f("ck_contests_kind"), "contests", "kind in ('contest', 'duel')")
    op.create_foreign_key(op.f("fk_contests_made_by"), "contests", "students", ["made_by"], ["id"])
    op.create_index(op.f("ix_contests_made_by"), "contests", ["made_by"])
    op.create_index(
        "uq_contests_duel_code",
        "contests",
        [sa.text("(plan #>> '{entrants,code}')")],
        unique=True,
        postgresql_where=sa.text("kind = 'duel'"),
    )
    op.create_table(
        "contest_followers",
        sa.Column("contest_id", sa.BigInteger(), nullable=False),
        sa.Column("student_id", sa.BigInteger(), nullable=False),
        sa.Column("followed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_contest_followers_contest_id")
        ),
        sa.ForeignKeyConstraint(
            ["student_id"],
            ["students.id"],
            name=op.f("fk_contest_followers_student_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("contest_id", "student_id", name=op.f("pk_contest_followers")),
    )
    op.create_index(op.f("ix_contest_followers_student_id"), "contest_followers", ["student_id"])
    op.create_table(
        "contest_reminders",
        sa.Column("contest_id", sa.BigInteger(), nullable=False),
        sa.Column("hours", sa.SmallInteger(), nullable=False),
        sa.Column("broadcast_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_contest_reminders_contest_id")
        ),
        sa.ForeignKeyConstraint(
            ["broadcast_id"], ["broadcasts.id"], name=op.f("fk_contest_reminders_broadcast_id")
        ),
        sa.PrimaryKeyConstraint("contest_id", "hours", name=op.f("pk_contest_reminders")),
        sa.UniqueConstraint("broadcast_id", name=op.f("uq_contest_reminders_broadcast_id")),
    )


def downgrade() -> None:
    op.drop_table("contest_reminders")
    op.drop_table("contest_followers")
    op.drop_index("uq_contests_duel_code", "contests")
    op.drop_column("contests", "made_by")
    op.drop_column("contests", "kind")
