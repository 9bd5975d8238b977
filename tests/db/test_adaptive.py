"""Adaptive sessions aim at three right answers of four, and favour no question too much."""

from collections import Counter
from math import exp
from random import Random

import pytest

from serving.core.identity import Actor
from serving.core.training.sessions import Chosen, Mode, Selection, Unadapted
from tests.support.banks import ONE, RIGHT, WRONG, Bank
from tests.support.classrooms import Classroom

pytestmark = pytest.mark.anyio

ABLE = """
insert into student_abilities (student_id, subject, ability, answers) values ({}, 'geography', {}, 300)
"""
DIFFICULT = """
insert into question_stats (question_id, version, attempts, first_attempts, correct, difficulty, as_of)
select id, 1, 50, 40, 30, -2.5 + 5.0 * row_number() over (order by id) / count(*) over (), now()
from questions
"""


def able(bank: Bank, student: Actor, ability: float) -> None:
    bank.connection.execute(ABLE.format(student.student_id, ability).encode())


async def test_draws_are_near_three_of_four_and_favour_no_question_too_much(
    bank: Bank, room: Classroom
) -> None:
    questions = bank.add_many(200)
    bank.connection.execute(DIFFICULT.encode())
    await room.load()
    chance = Random(1)
    drawn: Counter[int] = Counter()
    success = []
    for turn in range(40):
        student = await room.enrol()
        ability = -1 + 2 * turn / 39
        able(bank, student, ability)
        session = await room.start(student, Mode.ADAPTIVE)
        for _ in range(10):
            served = await room.next(student, session)
            assert served.chosen == Chosen(Selection.ADAPTIVE)
            drawn[served.question_id] += 1
            difficulty = -2.5 + 5 * (questions.index(served.question_id) + 1) / 200
            success.append(1 / 3 + 2 / 3 / (1 + exp(difficulty - ability)))  # three options
            await room.answer(student, served.id, 1 if chance.random() < success[-1] else 2)
    assert 0.70 < sum(success) / len(success) < 0.80
    most = sum(count for _, count in drawn.most_common(20))
    assert most <= 0.25 * drawn.total()


async def test_the_ability_is_learnt_from_first_answers_to_questions_of_known_difficulty(
    bank: Bank, room: Classroom
) -> None:
    bank.add_many(6)
    bank.publish_level(bank.add(theme="озёра"), 3)
    for question in bank.add_many(6, theme="моря"):
        bank.publish_level(question, 4)
    anna = await (await room.load()).enrol()
    session = await room.start(anna, Mode.TRAINING)
    ability, rated = 0.0, 0
    for turn in range(20):  # seven of them are second answers
        served = await room.next(anna, session)
        right = turn % 3 != 0
        await room.answer(anna, served.id, (RIGHT if right else WRONG)["one"])
        centre = {"моря": 1.0, "озёра": 0.0}.get(served.theme)
        if centre is not None and turn < 13:
            expected = 1 / 3 + 2 / 3 / (1 + exp(centre - ability))
            ability += 0.8 / (1 + 0.05 * rated) * (right - expected)
            rated += 1
    stored = bank.value("select array[ability, answers] from student_abilities")
    assert stored == pytest.approx([ability, 7])


async def test_where_parameters_are_missing_the_draw_is_random_and_says_why(
    bank: Bank, room: Classroom
) -> None:
    bank.add_many(3)
    anna = await (await room.load()).enrol()
    session = await room.start(anna, Mode.ADAPTIVE)
    served = await room.play(anna, session)
    assert served.chosen == Chosen(Selection.RANDOM, Unadapted.ABILITY_UNKNOWN)
    able(bank, anna, 0.0)
    served = await room.next(anna, session)
    assert served.chosen == Chosen(Selection.RANDOM, Unadapted.DIFFICULTY_UNKNOWN)
    assert await room.next(anna, session) == served


async def test_every_question_comes_before_any_comes_again(bank: Bank, room: Classroom) -> None:
    questions = bank.add_many(12)
    bank.connection.execute(DIFFICULT.encode())
    questions += bank.add_many(3, ONE)
    anna = await (await room.load()).enrol()
    able(bank, anna, 0.5)
    session = await room.start(anna, Mode.ADAPTIVE)
    served = [await room.play(anna, session) for _ in questions]
    assert sorted(each.question_id for each in served) == sorted(questions)
    assert [each.chosen.selection for each in served].count(Selection.RANDOM) == 3
    assert served[-1].chosen.reason is Unadapted.DIFFICULTY_UNKNOWN
