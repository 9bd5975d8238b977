"""Run by Alembic; the connection comes from `serving.db.upgrade`."""

from alembic import context

from serving.db.tables import (
    audit,
    bank,
    broadcasts,
    contests,
    exports,
    inbox,
    learning,
    rankings,
    releases,
    students,
    telegram,
    training,
    webhooks,
)
from serving.db.tables.columns import metadata

WRITERS = (
    audit,
    bank,
    broadcasts,
    contests,
    exports,
    inbox,
    learning,
    rankings,
    releases,
    students,
    telegram,
    training,
    webhooks,
)

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
