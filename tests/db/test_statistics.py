"""The figures of a student are those of his answers, counted one by one."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from random import Random
from zoneinfo import ZoneInfo

import pytest

from serving.core.errors import NothingToRepeat, PoolExhausted, QuotaReached
from serving.core.training.sessions import Mode
from tests.support.banks import EVERY_KIND, RIGHT, WRONG, Bank
from tests.support.classrooms import Classroom
from tests.support.study import Study

pytestmark = pytest.mark.anyio

EXHAUSTED = (PoolExhausted, NothingToRepeat, QuotaReached)


@pytest.fixture
def study(room: Classroom) -> Study:
    return Study(room)


@pytest.mark.parametrize("zone", ["Europe/Moscow", "Asia/Kamchatka"])
async def test_statistics_count_random_answers(bank: Bank, room: Classroom, study: Study, zone: str) -> None:
    for subject in ("geography", "history"):
        for question in EVERY_KIND * 2:
            bank.add(question, subject=subject, theme=str(question.kind)[:1])
    await room.load()
    chance = Random(len(zone))
    anna, boris = await room.enrol(zone=zone), await room.enrol()
    room.clock.now = datetime(2026, 1, 10, 12, tzinfo=UTC)
    given: list[tuple[str, str, date, bool, int]] = []
    runs: list[int] = []
    for _ in range(30):
        subject = chance.choice(["geography", "geography", "history"])
        session = await room.start(anna, chance.choice(list(Mode)), subject=subject)
        rights: list[bool] = []
        for _ in range(chance.randint(1, 3)):
            try:
                served = await room.next(anna, session)
            except EXHAUSTED:
                break
            kind, right = served.question.kind, chance.random() < 0.6
            verdict = await room.answer(anna, served.id, (RIGHT if right else WRONG)[kind])
            day = room.clock.now.astimezone(ZoneInfo(zone)).date()
            given.append((subject, str(kind), day, right, verdict.points))
            rights.append(right)
        if subject == "geography":
            runs += [len(list(run)) for right, run in groupby(rights) if right]
        room.clock.passes(hours=chance.choice([1, 7, 30]))
    found = await study.statistics(anna, "geography")
    own = [row for row in given if row[0] == "geography"]
    totals = found.totals
    assert totals.answers == len(own)
    assert (totals.right, totals.points) == (sum(row[3] for row in own), sum(row[4] for row in own))
    for part, letters in ((found.kinds, 20), (found.themes, 1)):
        assert {tally.title: tally.n for tally in part} == Counter(row[1][:letters] for row in own)
        rights_by = Counter(row[1][:letters] for row in own if row[3])
        assert {tally.title: tally.right for tally in part if tally.right} == rights_by
    today = room.clock.now.astimezone(ZoneInfo(zone)).date()
    assert [day.day for day in found.trend] == [today - timedelta(days=29 - back) for back in range(30)]
    by_day = Counter(row[2] for row in own)
    assert {day.day: day.answers for day in found.trend if day.answers} == {
        day: n for day, n in by_day.items() if day >= today - timedelta(days=29)
    }
    assert sum(day.right for day in found.trend) == sum(
        row[3] for row in own if row[2] >= today - timedelta(days=29)
    )
    assert found.best_series == max(runs)
    everything = await study.statistics(anna)
    assert everything.totals.answers == len(given)
    assert (await study.statistics(boris)).totals.answers == 0


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
