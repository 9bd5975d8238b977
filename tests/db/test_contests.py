"""Contests over a real database."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.core.contests.cancel_contest import CancelContest
from serving.core.contests.contests import ContestId
from serving.core.contests.errors import (
    AnswerLate,
    AttemptNotFound,
    AttemptsUsedUp,
    ContestInState,
    ContestNotFound,
    EntranceRefused,
    NotAsked,
    NothingLeft,
    QuestionsTooFew,
)
from serving.core.contests.publish_results import PublishResults
from serving.core.contests.show_contests import ReviewAttempt
from serving.core.contests.take_part import FinishAttempt
from serving.core.errors import AnswerMalformed, PoolExhausted
from serving.core.filters.filters import Filters
from serving.core.identity import StudentId
from serving.core.training.sessions import OpenServe, ServeId, Uncounted
from serving.core.training.submit_answer import SubmitAnswer
from serving.db.repositories.answers import SqlAnswers
from serving.db.repositories.serves import SqlServes
from serving.db.unit_of_work import Transaction
from tests.support.arenas import BOSS, Arena, arena
from tests.support.banks import ONE, Bank
from tests.support.classrooms import Classroom

pytestmark = pytest.mark.anyio

RIGHT, WRONG = 1, 2
PLACED = ({"place": 1, "points": 6}, {"place": 2, "points": 3})


@pytest.fixture
async def field(postgres_url: str, engine: AsyncEngine, bank: Bank) -> AsyncIterator[Arena]:
    bank.add_many(3)
    async with arena(postgres_url, engine) as found:
        yield found


async def test_questions_of_a_contest_leave_training_until_its_end(field: Arena, bank: Bank) -> None:
    room = await Classroom(field.engine, field.alone, clock=field.clock).load()
    [anna] = await field.enrol()
    stale = await room.start(anna)
    await field.announced()
    with pytest.raises(QuestionsTooFew):
        await field.announced()
    await room.play(anna, stale)  # the third question, though the pool is not loaded anew
    with pytest.raises(PoolExhausted):
        await room.next(anna, stale)
    assert (await room.load()).pool.size("geography", Filters()) == 1
    field.clock.passes(hours=1, seconds=2)
    assert not await field.end()
    field.clock.passes(seconds=1)
    assert await field.end()
    assert not await field.end()
    assert (await room.load()).pool.size("geography", Filters()) == 3


async def test_an_answer_that_was_being_judged_when_a_contest_was_collected_counts_what_it_brought(
    field: Arena, bank: Bank
) -> None:
    room = await Classroom(field.engine, field.alone, clock=field.clock).load()
    [anna] = await field.enrol()
    served = await room.next(anna, await room.start(anna))
    contest = await field.announced(questions={"by": "list", "questions": [served.question_id]})
    await field.enter(anna, contest)
    await field.play(anna, contest, RIGHT)
    field.clock.passes(hours=1, seconds=3)
    found: list[int] = []

    class Meanwhile(SqlServes):
        async def find(self, serve_id: ServeId, student_id: StudentId) -> OpenServe | None:
            serve = await super().find(serve_id, student_id)
            assert serve is not None
            found.append(serve.seen)
            await field.end()
            return serve

    async with room.connection() as connection:
        answers, work = SqlAnswers(connection), Transaction(connection)
        submit = SubmitAnswer(Meanwhile(connection), answers, field.clock, work)
        verdict = await submit(anna, served.id, RIGHT)
    assert (found, verdict.uncounted) == ([0, 1], Uncounted.SEEN)
    assert bank.value("select string_agg(mode, ' ' order by attempt) from answers") == "contest competitive"


async def test_the_version_is_that_of_the_announcement(field: Arena, bank: Bank) -> None:
    contest = await field.announced(questions={"by": "list", "questions": [2]})
    changed = ONE.model_copy(update={"text": "Другой вопрос?", "key": 2})
    bank.change(2, changed, version=2, statistical_version=2)  # type: ignore[arg-type]
    [anna] = await field.enrol()
    await field.enter(anna, contest)
    assert (await field.next(anna, contest)).question == ONE


async def test_answers_become_those_of_the_student_when_the_contest_has_ended(
    field: Arena, bank: Bank
) -> None:
    contest = await field.announced()
    [anna] = await field.enrol()
    await field.enter(anna, contest)
    for response in (RIGHT, WRONG):
        asked = await field.next(anna, contest)
        field.clock.passes(seconds=10)
        await field.answer(anna, contest, asked.place, response)
    with pytest.raises(NothingLeft):
        await field.next(anna, contest)
    assert bank.value("select count(*) from answers") == 0
    field.clock.passes(hours=2)
    assert await field.end()
    values = "correct, points, mode, uncounted, attempt, seconds"
    stored = bank.value(f"select array_agg(({values})::text order by id) from answers")
    assert stored == ["(t,0,contest,contest,1,10)", "(f,0,contest,contest,1,10)"]
    assert bank.value("select (points, answered, correct)::text from standings") == "(0,2,1)"
    assert bank.value("select count(*) from serves where answered") == 2


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


@pytest.mark.parametrize(("seconds", "taken"), [(2.0, True), (2.001, False)])
async def test_an_answer_may_be_two_seconds_late(field: Arena, seconds: float, taken: bool) -> None:
    contest = await field.announced(minutes=10)
    [anna] = await field.enrol()
    attempt = await field.enter(anna, contest)
    asked = await field.next(anna, contest)
    field.clock.passes(minutes=10, seconds=seconds)
    if taken:
        await field.answer(anna, contest, asked.place, RIGHT)
    else:
        with pytest.raises(AnswerLate) as late:
            await field.answer(anna, contest, asked.place, RIGHT)
        assert late.value.ended_at == attempt.ends_at
    assert (await field.table(anna, contest)).top[0].points == 3 * taken
    with pytest.raises(AnswerLate):
        await field.next(anna, contest)


async def test_two_devices_share_an_attempt_and_the_first_answer_stays(field: Arena) -> None:
    contest = await field.announced()
    [anna] = await field.enrol()
    entered = await asyncio.gather(*(field.enter(anna, contest) for _ in range(4)))
    assert len({attempt.id for attempt in entered}) == 1
    asked = await asyncio.gather(*(field.next(anna, contest) for _ in range(4)))
    assert len({each.serve_id for each in asked}) == 1
    answers = [field.answer(anna, contest, asked[0].place, response) for response in (1, 2, 1, 3)]
    await asyncio.gather(*answers)
    first = (await field.table(anna, contest)).top[0].points
    await field.answer(anna, contest, asked[0].place, RIGHT)
    assert (await field.table(anna, contest)).top[0].points == first
    with pytest.raises(NotAsked):
        await field.answer(anna, contest, 2, RIGHT)
    other = await field.next(anna, contest)
    with pytest.raises(AnswerMalformed):
        await field.answer(anna, contest, other.place, "text")


async def test_a_process_that_is_started_anew_goes_on_where_the_student_was(
    field: Arena, postgres_url: str, engine: AsyncEngine
) -> None:
    contest = await field.announced(shuffled=True)
    [anna] = await field.enrol()
    attempt = await field.enter(anna, contest)
    first = await field.play(anna, contest, RIGHT)
    shown = await field.next(anna, contest)
    async with arena(postgres_url, engine) as anew:
        assert (await anew.enter(anna, contest)).id == attempt.id
        assert (await anew.next(anna, contest)).serve_id == shown.serve_id
        anew.clock.now = attempt.ends_at + timedelta(seconds=3)
        with pytest.raises(AnswerLate):
            await anew.answer(anna, contest, shown.place, RIGHT)
        anew.clock.now = attempt.ends_at
        await anew.answer(anna, contest, shown.place, RIGHT)
        await anew.answer(anna, contest, first.place, WRONG)  # which was answered before
    assert (await field.table(anna, contest)).top[0].points == 6


async def test_an_attempt_that_is_left_counts_as_far_as_it_went_and_hinders_nothing(
    field: Arena, bank: Bank
) -> None:
    room = await Classroom(field.engine, field.alone, clock=field.clock).load()
    contest = await field.announced(minutes=10, attempts=2)
    [gone, back] = await field.enrol(2)
    for student in (gone, back):
        await field.enter(student, contest)
        await field.play(student, contest, RIGHT)
        await field.next(student, contest)
    field.clock.passes(minutes=11)
    await field.enter(back, contest)
    for _ in range(2):
        await field.play(back, contest, RIGHT)
    table = await field.table(gone, contest)
    assert [(row.student_id, row.points) for row in table.top] == [
        (back.student_id, 6),
        (gone.student_id, 3),
    ]
    field.clock.passes(hours=1)
    assert await field.end()
    assert bank.value("select array_agg(correct) from answers") == [True] * 4
    assert bank.value("select count(*) from serves where not answered") == 0
    await room.load()
    await room.play(gone, await room.start(gone))  # trains on


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


async def test_after_the_end_one_takes_part_for_oneself(field: Arena, bank: Bank) -> None:
    contest = await field.announced(minutes=10)
    [anna, late] = await field.enrol(2)
    await field.enter(anna, contest)
    field.clock.passes(days=1)
    await field.end()
    attempt = await field.enter(late, contest)
    assert (attempt.virtual, attempt.ends_at - attempt.started_at) == (True, timedelta(minutes=10))
    await field.play(late, contest, RIGHT)
    with pytest.raises(ContestInState):
        await field.do(ReviewAttempt, lambda review: review(late, contest))
    await field.do(FinishAttempt, lambda finish: finish(late, contest))
    assert len(await field.do(ReviewAttempt, lambda review: review(late, contest))) == 1
    table = await field.table(late, contest)
    assert ([row.student_id for row in table.top], table.mine) == ([anna.student_id], None)


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
