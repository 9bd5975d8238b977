"""What filters and modes make of the end of a pool."""

import pytest

from serving.core.errors import FiltersTooStrict, PoolExhausted
from serving.core.filters.filters import Filters
from serving.core.questions import Kind
from serving.core.training.sessions import Mode
from tests.support.banks import OPEN, YES_NO, Bank
from tests.support.classrooms import Classroom

pytestmark = pytest.mark.anyio


async def test_training_goes_on_with_the_questions_answered_least_often(bank: Bank, room: Classroom) -> None:
    questions = bank.add_many(5)
    anna = await (await room.load()).enrol()
    session = await room.start(anna, Mode.TRAINING)
    for _ in range(3):
        one_round = [(await room.play(anna, session)).question_id for _ in questions]
        assert sorted(one_round) == sorted(questions)


async def test_unseen_only_ends_when_all_were_seen(bank: Bank, room: Classroom) -> None:
    bank.add_many(3)
    anna = await (await room.load()).enrol()
    await room.choose(anna, Filters(unseen_only=True))
    session = await room.start(anna)
    for _ in range(3):
        await room.play(anna, session)
    with pytest.raises(PoolExhausted):
        await room.next(anna, session)


LOOSEST = [
    (Filters(themes=("озёра",), kinds=(Kind.YES_NO,)), "kinds"),  # frees 3 open ones; themes would free 2
    (Filters(themes=("реки",), kinds=(Kind.OPEN,)), "themes"),  # frees 3; kinds would free 2
    (Filters(themes=("озёра",), subway=True), "subway"),
    (Filters(themes=("моря",), kinds=(Kind.ONE,)), None),
]


async def test_filters_that_fit_nothing_name_the_one_whose_removal_frees_most(
    bank: Bank, room: Classroom
) -> None:
    for question, theme in ((YES_NO, "реки"), (OPEN, "озёра")):
        bank.add_many(2, question, theme=theme)
    bank.add(OPEN, theme="озёра")
    bank.add(OPEN, theme="моря", status="retired")
    anna = await (await room.load()).enrol()
    for chosen, loosest in LOOSEST:
        await room.choose(anna, chosen)
        with pytest.raises(FiltersTooStrict) as refused:
            await room.next(anna, await room.start(anna))
        assert refused.value.loosest == loosest
