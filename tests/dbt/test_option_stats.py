"""Statistics of options and flags against an independent computation, on real engines."""

from collections.abc import Sequence

import numpy as np
import psycopg
import pytest
from numpy.typing import NDArray

from pipelines.stores.clickhouse import warehouse
from tests.support.training_rows import Answer, add_answers, add_questions, add_students
from tests.support.warehouse_builds import WarehouseBuild

STUDENTS, QUESTIONS = 160, 15
MISKEYED, TRULY_RIGHT = 4, 3
RIGHT = 1

Choices = NDArray[np.int64]


@pytest.fixture
def choices() -> Choices:
    """(students, questions), all answered; who knows the answer to MISKEYED chooses TRULY_RIGHT."""
    random = np.random.default_rng(11)
    abilities = random.normal(size=STUDENTS)[:, None]
    knows = random.random((STUDENTS, QUESTIONS)) < 1 / (
        1 + np.exp(-1.5 * (abilities - np.linspace(-1, 1, QUESTIONS)))
    )
    chosen = np.where(knows, RIGHT, random.integers(2, 5, (STUDENTS, QUESTIONS)))
    chosen[:, MISKEYED] = np.where(knows[:, MISKEYED], TRULY_RIGHT, random.choice([1, 2, 4], STUDENTS))
    chosen[chosen[:, 0] == 4, 0] = 3
    return chosen


def answers_of(chosen: Choices) -> list[Answer]:
    return [
        Answer(student + 1, question + 1, correct=bool(option == RIGHT), response=str(option))
        for (student, question), option in np.ndenumerate(chosen)
    ]


def rows(warehouse_url: str, query: str) -> Sequence[Sequence[object]]:
    with warehouse(warehouse_url) as store:
        return store.rows(query)


def test_options_and_flags(
    postgres_url: str, warehouse_url: str, choices: Choices, build: WarehouseBuild
) -> None:
    with psycopg.connect(postgres_url) as connection:
        add_questions(connection, QUESTIONS)
        add_students(connection, STUDENTS)
        two_keys = QUESTIONS + 1
        add_questions(connection, 1, kind="yes_no", options=0)
        add_answers(connection, answers_of(choices))
        judged = [Answer(each, two_keys, correct=each < 40, response="true") for each in range(1, 81)]
        add_answers(connection, judged)
    build("option_stats", "question_stats")

    right = choices == RIGHT
    found = rows(
        warehouse_url,
        "select question_id, option_id, is_key, chosen, share, share_low, share_high, "
        "option_rest_correlation from marts.option_stats where question_id <= 15",
    )
    assert len(found) == 4 * QUESTIONS
    for question, option, is_key, chosen, share, low, high, correlation in found:
        place = int(str(question)) - 1
        picked = choices[:, place] == option
        others = (right.sum(axis=1) - right[:, place]) / (QUESTIONS - 1)
        ranked = np.sort(others)
        bottom, top = others <= ranked[STUDENTS // 3], others >= ranked[2 * STUDENTS // 3]
        assert (is_key, chosen, share) == (option == RIGHT, picked.sum(), picked.mean())
        assert (low, high) == pytest.approx((picked[bottom].mean(), picked[top].mean()))
        if picked.any():
            assert correlation == pytest.approx(np.corrcoef(picked, others)[0, 1])
        else:
            assert correlation is None
    flagged = rows(
        warehouse_url,
        "select question_id, proposed_option, flags from marts.question_stats where notEmpty(flags)",
    )
    of = {row[0]: (row[1], list(row[2])) for row in flagged}  # type: ignore[call-overload]
    proposed, flags = of[MISKEYED + 1]
    assert (proposed, "miskey_suspected" in flags) == (TRULY_RIGHT, True)
    assert [question for question, (option, _) in of.items() if option is not None] == [MISKEYED + 1]
    assert "dead_option" in of[1][1]
    assert of[two_keys] == (None, ["key_changed"])
    [counted] = rows(
        warehouse_url,
        "select first_attempts, facility, discrimination from marts.question_stats "
        f"where question_id = {two_keys}",
    )
    assert tuple(counted) == (80, None, None)
