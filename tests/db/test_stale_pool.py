"""The pool in memory lags behind the bank; the database decides what is served."""

import pytest

from serving.core.errors import BankNotLoaded, PoolExhausted
from serving.core.training.sessions import OFFERED, Mode
from tests.support.banks import ONE, Bank
from tests.support.classrooms import Classroom

pytestmark = pytest.mark.anyio


async def test_a_question_that_is_not_live_is_never_served(bank: Bank, room: Classroom) -> None:
    live = bank.add()
    for status in ("held", "quarantined", "retired"):
        bank.add(status=status)
    anna = await (await room.load()).enrol()
    session = await room.start(anna)
    assert (await room.play(anna, session)).question_id == live
    with pytest.raises(PoolExhausted):
        await room.next(anna, session)


@pytest.mark.parametrize("mode", [Mode.COMPETITIVE, Mode.TRAINING])
async def test_the_one_live_question_is_found_among_forty_retired_since_the_load(
    bank: Bank, room: Classroom, mode: Mode
) -> None:
    live, *retired = bank.add_many(41)
    await room.load()
    for question in retired:
        bank.retire(question)
    for _ in range(5):
        student = await room.enrol()
        session = await room.start(student, mode)
        assert (await room.play(student, session)).question_id == live
    if mode is Mode.TRAINING:
        assert (await room.play(student, session)).question_id == live


async def test_a_bank_that_retired_as_a_whole_is_exhausted(bank: Bank, room: Classroom) -> None:
    questions = bank.add_many(9)
    anna = await (await room.load()).enrol()
    for question in questions:
        bank.retire(question)
    for mode in set(OFFERED) - {Mode.MISTAKES}:
        with pytest.raises(PoolExhausted):
            await room.next(anna, await room.start(anna, mode))


async def test_the_newest_version_is_served_and_the_served_one_is_graded(bank: Bank, room: Classroom) -> None:
    question = bank.add(ONE)
    anna, boris = await (await room.load()).enrol(), await room.enrol()
    old = await room.next(anna, await room.start(anna))
    bank.change(question, ONE.model_copy(update={"key": 2}), version=2, statistical_version=2)
    new = await room.next(boris, await room.start(boris))
    assert (old.version, new.version) == (1, 2)
    assert (await room.answer(anna, old.id, 1)).correct
    assert not (await room.answer(boris, new.id, 1)).correct


async def test_the_card_shows_theme_sources_and_the_published_level_of_its_version(
    bank: Bank, room: Classroom
) -> None:
    question = bank.add(ONE, theme="реки", sources=("РЭ", "МЭ"), level=4)
    anna = await (await room.load()).enrol()
    served = await room.next(anna, await room.start(anna))
    assert (served.theme, served.sources) == ("реки", ("МЭ", "РЭ"))
    assert served.difficulty is not None
    assert (served.difficulty.level, served.difficulty.n) == (4, 40)
    bank.change(question, ONE, version=2, statistical_version=2)
    assert (await room.next(anna, await room.start(anna))).difficulty is None


async def test_before_the_first_load_nothing_is_drawn(bank: Bank, room: Classroom) -> None:
    anna = await room.enrol()
    with pytest.raises(BankNotLoaded):
        await room.next(anna, await room.start(anna))
