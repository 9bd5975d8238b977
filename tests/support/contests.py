"""Contests over REST, and time that goes by in them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from serving.db.repositories.contest_ends import SqlContestEnds
from serving.db.unit_of_work import create_engine
from tests.support.banks import RIGHT, Bank
from tests.support.rest import Student

EARLIER = """
update contests set starts_at = starts_at - %(by)s, freezes_at = freezes_at - %(by)s,
    ends_at = ends_at - %(by)s, plan = plan || jsonb_build_object(
        'starts_at', (plan ->> 'starts_at')::timestamptz - %(by)s,
        'ends_at', (plan ->> 'ends_at')::timestamptz - %(by)s
    )
"""
ATTEMPTS_EARLIER = """
update contest_attempts
set started_at = started_at - %(by)s, ends_at = ends_at - %(by)s, counts_from = counts_from - %(by)s,
    gained_at = gained_at - %(by)s, frozen_gained_at = frozen_gained_at - %(by)s
"""
ANSWERS = {kind: list(right) if isinstance(right, tuple) else right for kind, right in RIGHT.items()}


def plan(**changes: object) -> dict[str, Any]:
    """All four questions, which have begun, for an hour; the table freezes after half of it."""
    now = datetime.now(UTC)
    return {
        "title": "Кубок рек",
        "subject": "geography",
        "questions": {"by": "list", "questions": [1, 2, 3, 4]},
        "starts_at": now.isoformat(),
        "ends_at": (now + timedelta(hours=1)).isoformat(),
        "freeze_minutes": 30,
    } | changes


def passes(bank: Bank, **parts: float) -> None:
    """As if so much time had gone by."""
    for statement in (EARLIER, ATTEMPTS_EARLIER):
        bank.connection.execute(statement, {"by": timedelta(**parts)})


async def announced(boss: Student, **changes: object) -> str:
    drafted = await boss.send("POST", "/admin/contests", plan(**changes))
    assert drafted.status_code == 201, drafted.text
    number = drafted.json()["id"]
    assert (await boss.send("POST", f"/admin/contests/{number}/announce")).json() == {"questions": 4}
    return f"/contests/{number}"


async def answer_next(student: Student, contest: str, *, right: bool = True) -> dict[str, Any]:
    asked = (await student.send("POST", f"{contest}/next")).json()
    answer = ANSWERS[asked["question"]["kind"]] if right else False
    body = {"place": asked["place"], "answer": answer}
    taken = await student.send("POST", f"{contest}/answer", body)
    assert taken.json() == {"place": asked["place"]}
    return dict(asked)


async def end(postgres_url: str) -> None:
    """What the process that delivers does every half a second."""
    engine = create_engine(postgres_url)
    await SqlContestEnds(engine, lambda: datetime.now(UTC)).collect()
    await engine.dispose()
