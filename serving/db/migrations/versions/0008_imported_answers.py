"""Students of other systems by their names there, and answers whose time is not known."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "imported_students",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("student_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["student_id"],
            ["students.id"],
            name=op.f("fk_imported_students_student_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_imported_students")),
    )
    op.create_index(op.f("ix_imported_students_student_id"), "imported_students", ["student_id"])
    op.alter_column("answers", "seconds", nullable=True)


def downgrade() -> None:
    op.execute("update answers set seconds = 0 where seconds is null")
    op.alter_column("answers", "seconds", nullable=False)
    op.drop_table("imported_students")
