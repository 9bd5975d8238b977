"""The bank, students and training."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "subjects",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_subjects")),
    )
    op.create_table(
        "submissions",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("files", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("report", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("actor", sa.Text(), server_default=sa.text("current_user"), nullable=False),
        sa.Column("rows", sa.Integer(), server_default="0", nullable=False),
        sa.Column("new", sa.Integer(), server_default="0", nullable=False),
        sa.Column("changed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("unchanged", sa.Integer(), server_default="0", nullable=False),
        sa.Column("merged", sa.Integer(), server_default="0", nullable=False),
        sa.Column("rejected", sa.Integer(), server_default="0", nullable=False),
        sa.Column("held", sa.Integer(), server_default="0", nullable=False),
        sa.Column(
            "submitted_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.CheckConstraint(
            "rows = new + changed + unchanged + merged + rejected + held",
            name=op.f("ck_submissions_every_row_has_one_outcome"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submissions")),
    )
    op.create_table(
        "releases",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("submission_id", sa.BigInteger(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Integer(), server_default="0", nullable=False),
        sa.Column("actor", sa.Text(), server_default=sa.text("current_user"), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("rolled_back_by", sa.Text(), nullable=True),
        sa.Column("rolled_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(rolled_back_by is null) = (rolled_back_at is null)", name=op.f("ck_releases_rolled_back")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=op.f("fk_releases_submission_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_releases")),
    )
    op.create_table(
        "sources",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["subject"], ["subjects.code"], name=op.f("fk_sources_subject")),
        sa.PrimaryKeyConstraint("subject", "title", name=op.f("pk_sources")),
    )
    op.create_table(
        "students",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("surname", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("patronymic", sa.Text(), nullable=True),
        sa.Column("grade", sa.Text(), nullable=True),
        sa.Column("school", sa.Text(), nullable=True),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.Text(), server_default="Europe/Moscow", nullable=False),
        sa.Column("streak_days", sa.Integer(), server_default="0", nullable=False),
        sa.Column("streak_day", sa.Date(), nullable=True),
        sa.Column("consented_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "registered_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("origin in ('real', 'simulated', 'imported')", name=op.f("ck_students_origin")),
        sa.ForeignKeyConstraint(["subject"], ["subjects.code"], name=op.f("fk_students_subject")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_students")),
        sa.UniqueConstraint("email", name=op.f("uq_students_email")),
        sa.UniqueConstraint("telegram_id", name=op.f("uq_students_telegram_id")),
    )
    op.create_table(
        "themes",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["subject"], ["subjects.code"], name=op.f("fk_themes_subject")),
        sa.PrimaryKeyConstraint("subject", "title", name=op.f("pk_themes")),
    )
    op.create_table(
        "credentials",
        sa.Column("student_id", sa.BigInteger(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["student_id"], ["students.id"], name=op.f("fk_credentials_student_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("student_id", name=op.f("pk_credentials")),
    )
    op.create_table(
        "roles",
        sa.Column("student_id", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("subjects", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("granted_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("role in ('department', 'analyst', 'admin')", name=op.f("ck_roles_role")),
        sa.ForeignKeyConstraint(
            ["student_id"], ["students.id"], name=op.f("fk_roles_student_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("student_id", name=op.f("pk_roles")),
    )
    op.create_table(
        "uploads",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("uploaded_by", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("files", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("subjects", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("status", sa.Text(), server_default="waiting", nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("release_id", sa.BigInteger(), nullable=True),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "status in ('waiting', 'publishing', 'published', 'declined', 'failed')",
            name=op.f("ck_uploads_status"),
        ),
        sa.ForeignKeyConstraint(["decided_by"], ["students.id"], name=op.f("fk_uploads_decided_by")),
        sa.ForeignKeyConstraint(["release_id"], ["releases.id"], name=op.f("fk_uploads_release_id")),
        sa.ForeignKeyConstraint(["uploaded_by"], ["students.id"], name=op.f("fk_uploads_uploaded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uploads")),
    )
    op.create_table(
        "filters",
        sa.Column("student_id", sa.BigInteger(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("chosen", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["student_id"], ["students.id"], name=op.f("fk_filters_student_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["subject"], ["subjects.code"], name=op.f("fk_filters_subject")),
        sa.PrimaryKeyConstraint("student_id", "subject", name=op.f("pk_filters")),
    )
    op.create_table(
        "questions",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("current_version", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), server_default="live", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "status in ('live', 'held', 'quarantined', 'retired')", name=op.f("ck_questions_status")
        ),
        sa.ForeignKeyConstraint(
            ["subject", "theme"],
            ["themes.subject", "themes.title"],
            name=op.f("fk_questions_subject_theme"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(["subject"], ["subjects.code"], name=op.f("fk_questions_subject")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
        sa.UniqueConstraint("identity", name=op.f("uq_questions_identity")),
    )
    op.create_index(op.f("ix_questions_wording"), "questions", ["wording"], unique=False)
    op.create_table(
        "refresh_tokens",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("student_id", sa.BigInteger(), nullable=False),
        sa.Column("family", sa.Uuid(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["student_id"], ["students.id"], name=op.f("fk_refresh_tokens_student_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_refresh_tokens")),
    )
    op.create_index(op.f("ix_refresh_tokens_family"), "refresh_tokens", ["family"], unique=False)
    op.create_table(
        "sessions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.BigInteger(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("filters", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["student_id"], ["students.id"], name=op.f("fk_sessions_student_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["subject"], ["subjects.code"], name=op.f("fk_sessions_subject")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
    )
    op.create_index(
        "uq_sessions_open",
        "sessions",
        ["student_id", "subject"],
        unique=True,
        postgresql_where=sa.text("finished_at is null"),
    )
    op.create_table(
        "standings",
        sa.Column("student_id", sa.BigInteger(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("points", sa.BigInteger(), nullable=False),
        sa.Column("answered", sa.BigInteger(), nullable=False),
        sa.Column("correct", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["student_id"], ["students.id"], name=op.f("fk_standings_student_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["subject"], ["subjects.code"], name=op.f("fk_standings_subject")),
        sa.PrimaryKeyConstraint("student_id", "subject", name=op.f("pk_standings")),
    )
    op.create_index("ix_standings_subject_points", "standings", ["subject", "points"], unique=False)
    op.create_table(
        "question_sources",
        sa.Column("question_id", sa.BigInteger(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name=op.f("fk_question_sources_question_id")
        ),
        sa.ForeignKeyConstraint(
            ["subject", "source"],
            ["sources.subject", "sources.title"],
            name=op.f("fk_question_sources_subject_source"),
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("question_id", "subject", "source", name=op.f("pk_question_sources")),
    )
    op.create_table(
        "question_versions",
        sa.Column("question_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("statistical_version", sa.Integer(), nullable=False),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("release_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name=op.f("fk_question_versions_question_id")
        ),
        sa.ForeignKeyConstraint(
            ["release_id"], ["releases.id"], name=op.f("fk_question_versions_release_id")
        ),
        sa.PrimaryKeyConstraint("question_id", "version", name=op.f("pk_question_versions")),
    )
    op.create_table(
        "release_changes",
        sa.Column("release_id", sa.BigInteger(), nullable=False),
        sa.Column("question_id", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("theme", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("sources", postgresql.ARRAY(sa.Text()), nullable=True),
        sa.CheckConstraint(
            "outcome in ('new', 'changed', 'retired')", name=op.f("ck_release_changes_outcome")
        ),
        sa.CheckConstraint("(outcome = 'new') = (version is null)", name=op.f("ck_release_changes_before")),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name=op.f("fk_release_changes_question_id")
        ),
        sa.ForeignKeyConstraint(["release_id"], ["releases.id"], name=op.f("fk_release_changes_release_id")),
        sa.PrimaryKeyConstraint("release_id", "question_id", name=op.f("pk_release_changes")),
    )
    op.create_index(op.f("ix_release_changes_question_id"), "release_changes", ["question_id"], unique=False)
    op.create_table(
        "submission_questions",
        sa.Column("submission_id", sa.BigInteger(), nullable=False),
        sa.Column("question_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name=op.f("fk_submission_questions_question_id")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=op.f("fk_submission_questions_submission_id")
        ),
        sa.PrimaryKeyConstraint("submission_id", "question_id", name=op.f("pk_submission_questions")),
    )
    op.create_index(
        op.f("ix_submission_questions_question_id"), "submission_questions", ["question_id"], unique=False
    )
    op.create_table(
        "question_stats",
        sa.Column("question_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.BigInteger(), nullable=False),
        sa.Column("first_attempts", sa.BigInteger(), nullable=False),
        sa.Column("correct", sa.BigInteger(), nullable=False),
        sa.Column("facility", sa.Double(), nullable=True),
        sa.Column("difficulty", sa.Double(), nullable=True),
        sa.Column("difficulty_se", sa.Double(), nullable=True),
        sa.Column("level", sa.SmallInteger(), nullable=True),
        sa.Column("discrimination", sa.Double(), nullable=True),
        sa.Column("flags", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id", "version"],
            ["question_versions.question_id", "question_versions.version"],
            name=op.f("fk_question_stats_question_id_version"),
        ),
        sa.PrimaryKeyConstraint("question_id", "version", name=op.f("pk_question_stats")),
    )
    op.create_table(
        "serves",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.BigInteger(), nullable=False),
        sa.Column("question_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("served_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id", "version"],
            ["question_versions.question_id", "question_versions.version"],
            name=op.f("fk_serves_question_id_version"),
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_serves_session_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["student_id"], ["students.id"], name=op.f("fk_serves_student_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_serves")),
    )
    op.create_index(
        "uq_serves_open", "serves", ["session_id"], unique=True, postgresql_where=sa.text("not answered")
    )
    op.create_table(
        "answers",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("serve_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.BigInteger(), nullable=False),
        sa.Column("question_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("statistical_version", sa.Integer(), nullable=False),
        sa.Column("response", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("correct", sa.Boolean(), nullable=False),
        sa.Column("points", sa.SmallInteger(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("total_points", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("streak", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "tx",
            sa.BigInteger(),
            server_default=sa.text("pg_current_xact_id()::text::bigint"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["serve_id"], ["serves.id"], name=op.f("fk_answers_serve_id")),
        sa.ForeignKeyConstraint(["session_id"], ["sessions.id"], name=op.f("fk_answers_session_id")),
        sa.ForeignKeyConstraint(["student_id"], ["students.id"], name=op.f("fk_answers_student_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
        sa.UniqueConstraint("serve_id", name=op.f("uq_answers_serve_id")),
        sa.UniqueConstraint(
            "student_id",
            "question_id",
            "statistical_version",
            "attempt",
            name=op.f("uq_answers_student_id_question_id_statistical_version_attempt"),
        ),
    )
    op.create_index("ix_answers_session_id", "answers", ["session_id"], unique=False)
    op.create_index(op.f("ix_answers_tx"), "answers", ["tx"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_answers_tx"), table_name="answers")
    op.drop_index("ix_answers_session_id", table_name="answers")
    op.drop_table("answers")
    op.drop_index("uq_serves_open", table_name="serves", postgresql_where=sa.text("not answered"))
    op.drop_table("serves")
    op.drop_table("question_stats")
    op.drop_index(op.f("ix_submission_questions_question_id"), table_name="submission_questions")
    op.drop_table("submission_questions")
    op.drop_index(op.f("ix_release_changes_question_id"), table_name="release_changes")
    op.drop_table("release_changes")
    op.drop_table("question_versions")
    op.drop_table("question_sources")
    op.drop_index("ix_standings_subject_points", table_name="standings")
    op.drop_table("standings")
    op.drop_index("uq_sessions_open", table_name="sessions", postgresql_where=sa.text("finished_at is null"))
    op.drop_table("sessions")
    op.drop_index(op.f("ix_refresh_tokens_family"), table_name="refresh_tokens")
    op.drop_table("refresh_tokens")
    op.drop_index(op.f("ix_questions_wording"), table_name="questions")
    op.drop_table("questions")
    op.drop_table("filters")
    op.drop_table("uploads")
    op.drop_table("roles")
    op.drop_table("credentials")
    op.drop_table("themes")
    op.drop_table("students")
    op.drop_table("sources")
    op.drop_table("releases")
    op.drop_table("submissions")
    op.drop_table("subjects")
