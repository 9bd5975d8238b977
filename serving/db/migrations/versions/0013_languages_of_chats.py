"""The language in which somebody reads the bot."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("telegram_chats", sa.Column("language", sa.Text(), server_default="ru", nullable=False))
    op.create_check_constraint(
        op.f("ck_telegram_chats_language"), "telegram_chats", "language in ('ru', 'en')"
    )


def downgrade() -> None:
    op.drop_column("telegram_chats", "language")
