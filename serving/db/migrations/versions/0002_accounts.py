"""Accounts: codes, personal tokens, wrong attempts, stored results of requests, erasures."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"

PERSON = (
    "origin = 'imported' or case when erased_at is null"
    " then surname is not null and name is not null and consented_at is not null"
    " else coalesce(email, surname, name, patronymic, grade, school, region) is null"
    " and telegram_id is null end"
)
INDEXED = ("refresh_tokens", "serves", "sessions")


def upgrade() -> None:
    for column in ("surname", "name", "consented_at"):
        op.alter_column("students", column, nullable=True)
    op.add_column("students", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    op.create_check_constraint(op.f("ck_students_person"), "students", PERSON)
    for table in INDEXED:
        op.create_index(op.f(f"ix_{table}_student_id"), table, ["student_id"])
    create_codes()
    create_personal_tokens()
    create_attempts()
    create_idempotency_keys()
    create_erasures()


def create_codes() -> None:
    op.create_table(
        "one_time_codes",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("student_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "purpose in ('log_in', 'link_telegram', 'reset_password')", name=op.f("ck_one_time_codes_purpose")
        ),
        belongs_to_a_student("one_time_codes"),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_one_time_codes")),
    )
    op.create_index(op.f("ix_one_time_codes_student_id"), "one_time_codes", ["student_id"])


def create_personal_tokens() -> None:
    op.create_table(
        "personal_tokens",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("student_id", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("scopes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        belongs_to_a_student("personal_tokens"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personal_tokens")),
        sa.UniqueConstraint("sha256", name=op.f("uq_personal_tokens_sha256")),
    )
    op.create_index(op.f("ix_personal_tokens_student_id"), "personal_tokens", ["student_id"])


def create_attempts() -> None:
    op.create_table(
        "attempts",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_attempts")),
    )


def create_idempotency_keys() -> None:
    op.create_table(
        "idempotency_keys",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("student_id", sa.BigInteger(), nullable=True),
        sa.Column("request_sha256", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("headers", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        belongs_to_a_student("idempotency_keys"),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_idempotency_keys")),
    )
    op.create_index(op.f("ix_idempotency_keys_student_id"), "idempotency_keys", ["student_id"])


def create_erasures() -> None:
    op.create_table(
        "erasures",
        sa.Column("student_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("tombstone_id", sa.BigInteger(), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["tombstone_id"], ["students.id"], name=op.f("fk_erasures_tombstone_id")),
        sa.PrimaryKeyConstraint("student_id", name=op.f("pk_erasures")),
    )
    op.create_index(op.f("ix_erasures_tombstone_id"), "erasures", ["tombstone_id"])


def belongs_to_a_student(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["student_id"], ["students.id"], name=op.f(f"fk_{table}_student_id"), ondelete="CASCADE"
    )


def downgrade() -> None:
    for table in ("erasures", "idempotency_keys", "attempts", "personal_tokens", "one_time_codes"):
        op.drop_table(table)
    for table in INDEXED:
        op.drop_index(op.f(f"ix_{table}_student_id"), table_name=table)
    op.drop_constraint(op.f("ck_students_person"), "students", type_="check")
    op.drop_column("students", "erased_at")
    for column in ("surname", "name", "consented_at"):
        op.alter_column("students", column, nullable=False)
