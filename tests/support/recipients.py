"""Students to whom something is sent, and broadcasts to them."""

import json
from datetime import UTC, datetime

import psycopg

ENROL = """
insert into students (telegram_id, email, surname, name, region, grade, subject, origin, consented_at,
                      last_seen_at, time_zone)
select 1000 + n, 'student' || n || '@school.ru', 'Иванова', 'Анна', 'Томская область', '9', null, 'real',
       now(), now(), %s
from generate_series(1, %s) as n
"""
START = """
insert into broadcasts (content, channels, audience, guarantee, state, created_at, scheduled_at)
values (%s, %s, %s, %s, 'scheduled', now(), now()) returning id
"""
CONTENT: dict[str, object] = {"title": "Олимпиада", "text": "Завтра в 10:00.", "photo": None, "buttons": []}
COUNTS = "select state, count(*) from deliveries where broadcast_id = %s group by state"


def enrol(connection: psycopg.Connection, count: int, time_zone: str) -> None:
    connection.execute(ENROL, (time_zone, count))


def scheduled(
    connection: psycopg.Connection,
    *channels: str,
    guarantee: str = "at_most_once",
    **audience: object,
) -> int:
    values = (json.dumps(CONTENT), list(channels), json.dumps(audience), guarantee)
    row = connection.execute(START, values).fetchone()
    assert row is not None
    return int(row[0])


def counts(connection: psycopg.Connection, broadcast_id: int) -> dict[str, int]:
    return dict(connection.execute(COUNTS, (broadcast_id,)).fetchall())


def zone_at(hour: int) -> str:
    """One where it is about that hour now; in names of this kind, east is negative."""
    east = (hour - datetime.now(UTC).hour + 11) % 24 - 11
    return f"Etc/GMT{-east:+d}"
