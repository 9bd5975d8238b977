"""Broadcasts and their deliveries."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    create_broadcasts()
    create_deliveries()
    op.create_table(
        "broadcast_opt_outs",
        sa.Column("student_id", sa.BigInteger(), nullable=False),
        sa.Column("opted_out_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["student_id"], ["students.id"], name=op.f("fk_broadcast_opt_outs_student_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("student_id", name=op.f("pk_broadcast_opt_outs")),
    )


def create_broadcasts() -> None:
    op.create_table(
        "broadcasts",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("channels", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("audience", postgresql.JSONB(), nullable=False),
        sa.Column("guarantee", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("confirmed", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("preview_of", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("scheduled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state in ('draft', 'scheduled', 'running', 'paused', 'cancelled', 'done')",
            name=op.f("ck_broadcasts_state"),
        ),
        sa.CheckConstraint(
            "guarantee in ('at_most_once', 'at_least_once')", name=op.f("ck_broadcasts_guarantee")
        ),
        sa.ForeignKeyConstraint(["preview_of"], ["broadcasts.id"], name=op.f("fk_broadcasts_preview_of")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broadcasts")),
    )
    op.create_index(
        "ix_broadcasts_unfinished",
        "broadcasts",
        ["state"],
        postgresql_where=sa.text("state in ('scheduled', 'running')"),
    )


def create_deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("broadcast_id", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("student_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), server_default="pending", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=True),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.CheckConstraint("channel in ('telegram', 'email', 'inbox')", name=op.f("ck_deliveries_channel")),
        sa.CheckConstraint(
            "state in ('pending', 'sending', 'sent', 'blocked', 'failed', 'unknown', 'cancelled')",
            name=op.f("ck_deliveries_state"),
        ),
        sa.ForeignKeyConstraint(["broadcast_id"], ["broadcasts.id"], name=op.f("fk_deliveries_broadcast_id")),
        sa.ForeignKeyConstraint(
            ["student_id"], ["students.id"], name=op.f("fk_deliveries_student_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("broadcast_id", "channel", "student_id", name=op.f("pk_deliveries")),
    )
    op.create_index(
        "ix_deliveries_waiting",
        "deliveries",
        ["channel", "broadcast_id"],
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.create_index("ix_deliveries_student", "deliveries", ["student_id", "channel", "settled_at"])


def downgrade() -> None:
    for table in ("broadcast_opt_outs", "deliveries", "broadcasts"):
        op.drop_table(table)
