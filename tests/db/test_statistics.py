"""The figures of a student are those of his answers, counted one by one."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from random import Random
from zoneinfo import ZoneInfo

import pytest

from serving.core.errors import NothingToRepeat, PoolExhausted, QuotaReached
from serving.core.identity import Actor
from serving.core.statistics.statistics import Day, Totals
from serving.core.training.sessions import OFFERED, Mode
from tests.support.banks import EVERY_KIND, RIGHT, WRONG, Bank
from tests.support.classrooms import Classroom
from tests.support.study import Study

pytestmark = pytest.mark.anyio

EXHAUSTED = (PoolExhausted, NothingToRepeat, QuotaReached)


@pytest.fixture
def study(room: Classroom) -> Study:
    return Study(room)


@dataclass(frozen=True)
class Given:
    subject: str
    kind: str
    day: date
    right: bool
    points: int


async def play_at_random(room: Classroom, anna: Actor, zone: ZoneInfo) -> list[list[Given]]:
    """The answers of each session."""
    chance, sessions = Random(zone.key), []
    for _ in range(30):
        subject = chance.choice(["geography", "geography", "history"])
        session = await room.start(anna, chance.choice(OFFERED), subject=subject)
        given: list[Given] = []
        for _ in range(chance.randint(1, 3)):
            try:
                served = await room.next(anna, session)
            except EXHAUSTED:
                break
            kind, right = served.question.kind, chance.random() < 0.6
            verdict = await room.answer(anna, served.id, (RIGHT if right else WRONG)[kind])
            day = room.clock.now.astimezone(zone).date()
            given.append(Given(subject, str(kind), day, right, verdict.points))
        sessions.append(given)
        room.clock.passes(hours=chance.choice([1, 7, 30]))
    return sessions


@pytest.mark.parametrize("zone", ["Europe/Moscow", "Asia/Kamchatka"])
async def test_statistics_count_random_answers(bank: Bank, room: Classroom, study: Study, zone: str) -> None:
    for subject in ("geography", "history"):
        for question in EVERY_KIND * 2:
            bank.add(question, subject=subject, theme=f"theme of {question.kind}")
    anna, boris = await (await room.load()).enrol(zone=zone), await room.enrol()
    sessions = await play_at_random(room, anna, ZoneInfo(zone))
    own = [one for given in sessions for one in given if one.subject == "geography"]
    found = await study.statistics(anna, "geography")
    assert found.totals == Totals(len(own), sum(one.right for one in own), sum(one.points for one in own))
    by_kind = {kind: [one.right for one in own if one.kind == kind] for kind in {one.kind for one in own}}
    expected = {(kind, len(rights), sum(rights)) for kind, rights in by_kind.items()}
    assert {(tally.title, tally.n, tally.right) for tally in found.kinds} == expected
    themes = {(tally.title.removeprefix("theme of "), tally.n, tally.right) for tally in found.themes}
    assert themes == expected
    runs = [groupby(one.right for one in given if one.subject == "geography") for given in sessions]
    assert found.best_series == max(len(list(run)) for each in runs for right, run in each if right)
    today = room.clock.now.astimezone(ZoneInfo(zone)).date()
    assert found.trend == tuple(day_of(own, today - timedelta(days=29 - back)) for back in range(30))
    assert (await study.statistics(anna)).totals.answers == sum(map(len, sessions))
    assert (await study.statistics(boris)).totals.answers == 0


def day_of(given: list[Given], day: date) -> Day:
    rights = [one.right for one in given if one.day == day]
    return Day(day, len(rights), sum(rights))


async def test_the_weakest_themes_are_told_from_ten_first_answers(
    bank: Bank, room: Classroom, study: Study
) -> None:
    for theme, count in (("реки", 12), ("озёра", 12), ("моря", 9)):
        bank.add_many(count, theme=theme)
    anna = await (await room.load()).enrol()
    session = await room.start(anna, Mode.TRAINING)
    for _ in range(40):  # seven of them are second answers
        served = await room.next(anna, session)
        await room.answer(anna, served.id, 1 if served.theme == "реки" else 2)
    found = (await study.statistics(anna, "geography")).weakest
    assert [(each.theme, each.n) for each in found] == [("озёра", 12), ("реки", 12), ("моря", 9)]
    weak, strong, unknown = (each.value for each in found)
    assert weak is not None
    assert strong is not None
    assert weak < 12 / 33 < strong
    assert unknown is None


async def test_a_streak_is_shown_while_it_lives(bank: Bank, room: Classroom, study: Study) -> None:
    bank.add_many(5)
    anna = await (await room.load()).enrol()
    session = await room.start(anna)
    seen = []
    for hours in (0, 24, 48, 24, 24):  # one day is missed and forgiven
        room.clock.passes(hours=hours)
        await room.play(anna, session)
        seen.append((await study.statistics(anna)).streak)
    assert seen == [1, 2, 3, 4, 5]
    assert not (await study.statistics(anna)).may_freeze
    room.clock.passes(days=2)
    assert (await study.statistics(anna)).streak == 0
