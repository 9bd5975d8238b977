"""Contests over a real database."""

from datetime import timedelta

import pytest

from serving.core.contests.cancel_contest import CancelContest
from serving.core.contests.contests import ContestId
from serving.core.contests.errors import (
    AnswerLate,
    AttemptNotFound,
    AttemptsUsedUp,
    ContestInState,
    ContestNotFound,
    EntranceRefused,
)
from serving.core.contests.finish_contest import FinishContest
from serving.core.contests.publish_results import PublishResults
from serving.core.contests.show_contests import ReviewAttempt
from serving.core.contests.take_part import FinishAttempt
from tests.support.arenas import BOSS, Arena
from tests.support.banks import Bank

pytestmark = pytest.mark.anyio
RIGHT, WRONG = 1, 2
PLACED = ({"place": 1, "points": 6}, {"place": 2, "points": 3})


async def test_keys_are_shown_after_the_end_and_not_before(field: Arena) -> None:
    contest = await field.announced()
    [anna, boris] = await field.enrol(2)
    await field.enter(anna, contest)
    asked = await field.play(anna, contest, RIGHT)
    assert (asked.correct, asked.earned) == (None, None)
    await field.do(FinishAttempt, lambda finish: finish(anna, contest))
    field.clock.passes(hours=1, seconds=2)
    with pytest.raises(ContestInState):
        await field.do(ReviewAttempt, lambda review: review(anna, contest))
    field.clock.passes(seconds=1)
    [seen] = await field.do(ReviewAttempt, lambda review: review(anna, contest))
    assert (seen.correct, seen.earned, seen.response) == (True, 3, RIGHT)
    with pytest.raises(AttemptNotFound):
        await field.do(ReviewAttempt, lambda review: review(boris, contest))


async def test_a_frozen_table_says_nothing_new_until_the_results_are_published(
    field: Arena, bank: Bank
) -> None:
    contest = await field.announced(freeze_minutes=10)
    [anna, boris] = await field.enrol(2)
    for student in (anna, boris):
        await field.enter(student, contest)
    await field.play(anna, contest, RIGHT)
    field.clock.passes(minutes=50)
    frozen = [await field.table(student, contest) for student in (anna, boris)]
    await field.play(boris, contest, RIGHT)
    await field.play(boris, contest, RIGHT)
    assert [await field.table(student, contest) for student in (anna, boris)] == frozen
    field.clock.passes(minutes=20)
    await field.end()
    assert [await field.table(student, contest) for student in (anna, boris)] == frozen
    await field.do(PublishResults, lambda publish: publish(BOSS, contest))
    table = await field.table(anna, contest)
    assert [(row.student_id, row.points, row.place) for row in table.top] == [
        (boris.student_id, 6, 1),
        (anna.student_id, 3, 2),
    ]
    told = "select array_agg(facts order by facts ->> 'place') from inbox_messages"
    results = [{"contest_id": contest, "text": "Кубок", "total": 2} | each for each in PLACED]
    assert bank.value(told) == results
    with pytest.raises(ContestInState):
        await field.do(PublishResults, lambda publish: publish(BOSS, contest))


async def test_a_contest_is_entered_by_those_it_is_for_with_the_code_and_as_often_as_it_says(
    field: Arena,
) -> None:
    contest = await field.announced(entrants={"grades": ["9"], "code": "весна"}, attempts=2)
    [anna], [older] = await field.enrol(), await field.enrol(grade="11")
    for student, code in ((anna, None), (anna, "осень"), (older, "весна")):
        with pytest.raises(EntranceRefused):
            await field.enter(student, contest, code)
    for number in (1, 2):
        assert (await field.enter(anna, contest, "весна")).number == number
        await field.play(anna, contest, RIGHT if number == 1 else WRONG)
        await field.do(FinishAttempt, lambda finish: finish(anna, contest))
    with pytest.raises(AttemptsUsedUp):
        await field.enter(anna, contest, "весна")
    assert (await field.table(anna, contest)).top[0].points == 3  # of the better one


async def test_nobody_takes_part_before_the_start_or_in_what_is_called_off(field: Arena, bank: Bank) -> None:
    [anna] = await field.enrol()
    later = field.clock() + timedelta(hours=1)
    contest = await field.announced(starts_at=later, ends_at=later + timedelta(hours=1))
    with pytest.raises(ContestInState) as early:
        await field.enter(anna, contest)
    assert early.value.state == "scheduled"
    field.clock.passes(hours=1)
    await field.enter(anna, contest)
    asked = await field.next(anna, contest)
    await field.do(CancelContest, lambda cancel: cancel(BOSS, contest))
    with pytest.raises(ContestInState):
        await field.answer(anna, contest, asked.place, RIGHT)
    assert bank.value("select count(*) from contest_questions where held") == 0
    with pytest.raises(ContestNotFound):
        await field.enter(anna, ContestId(99))
    actions = "select array_agg(action || ' ' || what order by id) from audit"
    assert bank.value(actions) == [
        "draft_contest contest:1",
        "announce_contest contest:1",
        "cancel_contest contest:1",
    ]


async def test_a_contest_that_is_finished_early_ends_for_everybody_and_hides_nothing(
    field: Arena, bank: Bank
) -> None:
    contest = await field.announced(freeze_minutes=10)
    [anna] = await field.enrol()
    attempt = await field.enter(anna, contest)
    await field.play(anna, contest, RIGHT)
    asked = await field.next(anna, contest)
    field.clock.passes(minutes=20)
    await field.do(FinishContest, lambda finish: finish(BOSS, contest))
    ended = field.clock()
    field.clock.passes(seconds=2)
    await field.answer(anna, contest, asked.place, RIGHT)  # which was on its way
    with pytest.raises(AnswerLate) as late:
        await field.next(anna, contest)
    assert late.value.ended_at == ended < attempt.ends_at
    field.clock.passes(seconds=1)
    assert [row.points for row in (await field.table(anna, contest)).top] == [6]
    assert await field.end()
    assert len(await field.do(ReviewAttempt, lambda review: review(anna, contest))) == 2
    virtual = await field.enter(anna, contest)
    assert (virtual.virtual, virtual.ends_at - virtual.started_at) == (True, timedelta(hours=1))
    with pytest.raises(ContestInState):
        await field.do(FinishContest, lambda finish: finish(BOSS, contest))
    told = "select (before ->> 'ends_at') || ' ' || (after ->> 'ends_at') from audit where after ? 'ends_at'"
    assert bank.value(told) == f"{attempt.ends_at.isoformat()} {ended.isoformat()}"


async def test_a_table_that_was_frozen_stays_so_when_the_contest_is_finished_early(field: Arena) -> None:
    contest = await field.announced(freeze_minutes=30)
    [anna] = await field.enrol()
    await field.enter(anna, contest)
    field.clock.passes(minutes=40)
    await field.play(anna, contest, RIGHT)
    await field.do(FinishContest, lambda finish: finish(BOSS, contest))
    field.clock.passes(minutes=1)
    assert [row.points for row in (await field.table(anna, contest)).top] == [0]
    await field.do(PublishResults, lambda publish: publish(BOSS, contest))
    assert [row.points for row in (await field.table(anna, contest)).top] == [3]
