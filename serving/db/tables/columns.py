"""What every table shares: the metadata with its naming convention, moments and transaction ids."""

from sqlalchemy import Column, DateTime, MetaData, text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

NOW = text("now()")
ACTOR = text("current_user")
"""Who wrote, unless the writer says it: the user of the database."""

TRANSACTION = text("pg_current_xact_id()::text::bigint")
"""Extraction reads closed windows of transactions, so that rows of an open one are never skipped."""


def moment(name: str, *, nullable: bool = False, now: bool = False) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=nullable, server_default=NOW if now else None)
