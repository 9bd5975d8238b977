"""What was answered wrong is asked again when it is due, a few a day."""

from datetime import date

import pytest

from serving.core.errors import NothingToRepeat, QuotaReached
from serving.core.filters.filters import Filters
from serving.core.identity import Actor
from serving.core.training.goals import Goal
from serving.core.training.sessions import Mode, Selection
from tests.support.banks import Bank
from tests.support.classrooms import Classroom
from tests.support.study import Study

pytestmark = pytest.mark.anyio


@pytest.fixture
def study(room: Classroom) -> Study:
    return Study(room)


async def wrong(room: Classroom, actor: Actor, count: int) -> list[int]:
    session = await room.start(actor, Mode.TRAINING)
    return [(await room.play(actor, session, 2)).question_id for _ in range(count)]


async def test_a_mistake_is_due_the_next_day_and_no_longer_when_it_was_repeated(
    bank: Bank, room: Classroom
) -> None:
    bank.add_many(2)
    anna = await (await room.load()).enrol()
    (mistaken,) = await wrong(room, anna, 1)
    await room.play(anna, await room.start(anna, Mode.TRAINING), 1)  # the right one is no mistake
    session = await room.start(anna, Mode.MISTAKES)
    with pytest.raises(NothingToRepeat) as refused:
        await room.next(anna, session)
    assert refused.value.next_in_days == 1
    room.clock.passes(hours=18)  # the next morning, before a whole day has passed
    served = await room.next(anna, session)
    assert (served.question_id, served.chosen.selection) == (mistaken, Selection.REPETITION)
    assert await room.next(anna, session) == served
    verdict = await room.answer(anna, served.id, 1)
    assert (verdict.correct, verdict.points) == (True, 0)
    with pytest.raises(NothingToRepeat):
        await room.next(anna, session)


async def test_a_pause_builds_no_wall_and_the_longest_overdue_come_first(
    bank: Bank, room: Classroom, study: Study
) -> None:
    bank.add_many(9)
    anna = await (await room.load()).enrol()
    await study.aim(anna, Goal(daily_mistakes=3))
    waiting = sorted(await wrong(room, anna, 4))
    room.clock.passes(days=1)
    waiting += sorted(await wrong(room, anna, 5))
    room.clock.passes(days=40)
    while waiting:
        session = await room.start(anna, Mode.MISTAKES)
        assert [(await room.play(anna, session, 1)).question_id for _ in range(3)] == waiting[:3]
        del waiting[:3]
        with pytest.raises(QuotaReached if waiting else NothingToRepeat) as refused:
            await room.next(anna, session)
        if isinstance(refused.value, QuotaReached):
            assert (refused.value.daily_mistakes, refused.value.waiting) == (3, len(waiting))
        room.clock.passes(days=1)


async def test_a_mistake_repeated_elsewhere_counts_as_repeated(bank: Bank, room: Classroom) -> None:
    bank.add()
    anna = await (await room.load()).enrol()
    await wrong(room, anna, 1)
    room.clock.passes(days=1)
    await room.play(anna, await room.start(anna, Mode.TRAINING), 1)
    with pytest.raises(NothingToRepeat):
        await room.next(anna, await room.start(anna, Mode.MISTAKES))


async def test_before_the_olympiad_everything_comes_once_more(
    bank: Bank, room: Classroom, study: Study
) -> None:
    bank.add()
    anna = await (await room.load()).enrol()
    await study.aim(anna, Goal(olympiad_day=date(2026, 1, 20)))
    await wrong(room, anna, 1)
    days = []
    session = await room.start(anna, Mode.MISTAKES)
    for _ in range(9):
        room.clock.passes(days=1)
        try:
            await room.play(anna, session, 1)
        except NothingToRepeat:
            continue
        days.append(room.clock.now.day)
    assert days[-1] >= 17
    assert days[-1] < 20


async def test_retired_questions_and_those_that_do_not_fit_are_not_repeated(
    bank: Bank, room: Classroom
) -> None:
    questions = bank.add_many(2)
    other = bank.add(theme="озёра")
    anna = await (await room.load()).enrol()
    await wrong(room, anna, 3)
    room.clock.passes(days=1)
    bank.retire(questions[0])
    await room.load()
    await room.choose(anna, Filters(themes=("озёра",)))
    session = await room.start(anna, Mode.MISTAKES)
    assert (await room.play(anna, session, 1)).question_id == other
    with pytest.raises(NothingToRepeat):
        await room.next(anna, session)
    await room.choose(anna, Filters())
    session = await room.start(anna, Mode.MISTAKES)
    assert (await room.play(anna, session, 1)).question_id == questions[1]
    with pytest.raises(NothingToRepeat):
        await room.next(anna, session)
