"""The table of a contest against a slow reference that goes through the answers one by one."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.core.contests.contests import ContestId
from serving.core.contests.publish_results import PublishResults
from serving.core.contests.take_part import FinishAttempt
from serving.core.exports.exports import ExportFilters, ExportName, Wanted
from serving.db.repositories.export_rows import SqlRows
from tests.support.arenas import BOSS, Arena, arena
from tests.support.banks import Bank

pytestmark = pytest.mark.anyio

STUDENTS, QUESTIONS, ATTEMPTS, PENALTY, POINTS = 6, 3, 2, 1, 3


@dataclass(frozen=True, slots=True)
class Event:
    student: int
    attempt: int
    since: float
    """Seconds from the moment from which the attempt counts."""
    at: datetime
    points: int


Placed = tuple[int, int, int, float | None]
"""Place, student, points, seconds."""


def reference(entered: set[tuple[int, int]], events: Sequence[Event], until: datetime | None) -> set[Placed]:
    best: dict[int, tuple[int, float]] = {}
    for student, attempt in entered:
        points, seconds = 0, float("inf")
        for event in sorted(events, key=lambda event: event.at):
            if (event.student, event.attempt) == (student, attempt) and (until is None or event.at < until):
                points += event.points
                seconds = event.since if event.points > 0 else seconds
        better = max(best.get(student, (points, seconds)), (points, seconds), key=lambda it: (it[0], -it[1]))
        best[student] = better
    placed = set()
    for student, (points, seconds) in best.items():
        ahead = sum(
            others[0] > points or (others[0] == points and others[1] < seconds) for others in best.values()
        )
        placed.add((1 + ahead, student, points, None if seconds == float("inf") else seconds))
    return placed


@pytest.fixture
async def field(postgres_url: str, engine: AsyncEngine, bank: Bank) -> AsyncIterator[Arena]:
    bank.add_many(QUESTIONS)
    async with arena(postgres_url, engine) as found:
        yield found


@pytest.mark.parametrize(("seed", "minutes"), [(1, None), (2, None), (3, 60), (4, 60)])
async def test_the_table_is_that_of_the_reference(field: Arena, seed: int, minutes: int | None) -> None:
    chance = Random(seed)
    contest = await field.announced(
        questions={"by": "filters", "count": QUESTIONS},
        attempts=ATTEMPTS,
        minutes=minutes,
        freeze_minutes=20,
        scoring={"penalty": PENALTY},
    )
    start = field.clock()
    freeze = start + timedelta(minutes=40)
    students = await field.enrol(STUDENTS)
    events: list[Event] = []
    entered: set[tuple[int, int]] = set()
    begun: dict[int, datetime] = {}
    while field.clock() < start + timedelta(minutes=55):
        field.clock.passes(seconds=chance.choice((0, 0, 60, 200)))
        actor = chance.choice(students)
        answered = [event for event in events if event.student == actor.student_id]
        if len(answered) == QUESTIONS * ATTEMPTS:
            continue
        attempt = 1 + len(answered) // QUESTIONS
        if (actor.student_id, attempt) not in entered:
            entered.add((actor.student_id, attempt))
            begun[actor.student_id] = field.clock() if minutes else start
            await field.enter(actor, contest)
        right = chance.random() < 0.6
        await field.play(actor, contest, 1 if right else 2)
        since = (field.clock() - begun[actor.student_id]).total_seconds()
        points = POINTS if right else -PENALTY
        events.append(Event(actor.student_id, attempt, since, field.clock(), points))
        if (len(answered) + 1) % QUESTIONS == 0:
            await field.do(FinishAttempt, lambda finish, actor=actor: finish(actor, contest))  # type: ignore[misc]
    assert events[0].at < freeze <= events[-1].at
    assert await placed(field, contest) == reference(entered, events, freeze)
    field.clock.now = start + timedelta(hours=2)
    await field.do(PublishResults, lambda publish: publish(BOSS, contest))
    assert await placed(field, contest) == reference(entered, events, None)


async def placed(field: Arena, contest: ContestId) -> set[Placed]:
    [stranger] = await field.enrol()
    table = await field.table(stranger, contest)
    assert (table.total, table.mine) == (len(table.top), None)
    shown: set[Placed] = {(row.place, row.student_id, row.points, row.seconds) for row in table.top}
    assert await exported(field, contest) == shown
    return shown


async def exported(field: Arena, contest: ContestId) -> set[Placed]:
    """What a workbook says."""
    wanted = Wanted(ExportName.CONTEST, ExportFilters(contest=contest))
    async with field.engine.connect() as connection:
        batches = [batch async for batch in SqlRows(connection, field.clock).batches(wanted)]
    rows = [dict(zip(wanted.columns, row, strict=True)) for batch in batches for row in batch]
    names = ("contest_place", "student_id", "contest_points", "gained_seconds")
    return {tuple(row[name] for name in names) for row in rows}  # type: ignore[misc]
