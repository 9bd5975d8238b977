"""Webhooks as their clients made them, and what they are told."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from psycopg import Connection
from psycopg.types.json import Jsonb
from pydantic import SecretStr

from serving.sealing import Sealing
from serving.webhook_secrets import PURPOSE, SealedSecrets
from tests.support.rest import SECRET

SECRETS = SealedSecrets(Sealing(SecretStr(SECRET), PURPOSE), None)
OPENED = "whsec_test"
EARLIER = datetime(2026, 1, 1, tzinfo=UTC)
OWNER = """
with subject as (insert into subjects values ('geography', 'География') on conflict do nothing)
insert into students (email, surname, name, grade, school, region, subject, origin, consented_at)
values (%s, 'Иванова', 'Анна', '9', '1', 'Москва', 'geography', 'real', now()) returning id
"""
WEBHOOK = """
insert into webhooks (student_id, url, events, sealed_secret, created_at)
values (%s, %s, %s, %s, %s) returning id
"""
HAPPENED = """
insert into webhook_events (event, subject, facts, happened_at) values (%s, %s, %s, %s) returning id
"""
DELIVERIES = """
select webhook_id, event, state, attempts, status, error
from webhook_deliveries join webhook_events on webhook_events.id = event_id
order by webhook_deliveries.id
"""


def owner(database: Connection, role: str | None = None, subjects: Collection[str] = ()) -> int:
    """An account with the role."""
    student_id = number(database, OWNER, f"{uuid4()}@school.ru")
    if role is not None:
        granted = (student_id, role, list(subjects))
        database.execute("insert into roles (student_id, role, subjects) values (%s, %s, %s)", granted)
    return student_id


def listens(database: Connection, url: str, *events: str, by: int, secrets: SealedSecrets = SECRETS) -> int:
    sealed = secrets.seal(url, OPENED)
    return number(database, WEBHOOK, by, url, list(events), sealed, EARLIER)


def happens(
    database: Connection, event: str = "contest.finished", subject: str | None = None, **facts: object
) -> int:
    return number(database, HAPPENED, event, subject, Jsonb(facts), EARLIER + timedelta(days=1))


def deliveries(database: Connection) -> list[tuple[object, ...]]:
    return database.execute(DELIVERIES).fetchall()


def number(database: Connection, statement: str, *values: object) -> int:
    row = database.execute(statement.encode(), values).fetchone()
    assert row is not None
    return int(row[0])
