"""A copy that comes in another submission merges as one of the same file would."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest
from psycopg import Connection

from pipelines.banks.merging import find_copies
from pipelines.banks.report import CheckedQuestion
from pipelines.stores.postgres import postgres
from serving.core.questions import NO_SOURCE, NO_THEME
from tests.support.checked_questions import checked_question
from tests.support.databases import database
from tests.support.releases import rows, state, submit

PHOTO, OTHER = "0" * 64, "1" * 64
TEXT = "Что на рисунке?"
WAITING = checked_question(TEXT, waits_for_picture=True, sources=("МЭ",))
SHOWN = checked_question(TEXT, photo=PHOTO, sources=("РЭ",))


@pytest.fixture
def bank(postgres_url: str) -> Iterator[Connection]:
    with postgres(postgres_url) as connection:
        yield connection


def merged(copies: list[CheckedQuestion]) -> list[CheckedQuestion]:
    return [each.merged() for each in find_copies(copies)]


def test_a_copy_without_its_picture_adds_no_held_question(bank: Connection) -> None:
    submit(bank, SHOWN)

    made = submit(bank, WAITING, sha256="second")

    assert made.diff.changed == (WAITING.identity,)
    [(identity, _, _, status, content, sources)] = state(bank)
    assert (identity, status, sources) == (SHOWN.identity, "live", ["МЭ", "РЭ"])
    assert isinstance(content, dict)
    assert content["photo"] == PHOTO
    assert submit(bank, WAITING, sha256="third").diff.unchanged == (WAITING.identity,)


def test_the_picture_comes_later_to_whatever_stood_without_it(bank: Connection) -> None:
    submit(bank, replace(WAITING, waits_for_picture=False))
    submit(bank, SHOWN, sha256="second")

    assert rows(bank, "select id, identity, status from questions") == [(1, SHOWN.identity, "live")]


def test_two_pictures_of_the_same_words_are_two_questions(bank: Connection) -> None:
    other = checked_question(TEXT, photo=OTHER)
    submit(bank, SHOWN)
    assert submit(bank, other, sha256="second").diff.new == (other.identity,)

    submit(bank, WAITING, sha256="third")

    assert rows(bank, "select status from questions order by id") == [("live",), ("live",), ("held",)]


def test_no_source_says_nothing_once_one_is_named(bank: Connection) -> None:
    submit(bank, checked_question("Первый", sources=(NO_SOURCE,)))
    submit(bank, checked_question("Первый", sources=("РЭ",)), sha256="second")
    again = submit(bank, checked_question("Первый", sources=(NO_SOURCE,)), sha256="third")

    assert len(again.diff.unchanged) == 1
    assert rows(bank, "select source from question_sources") == [("РЭ",)]


def test_an_explanation_that_is_left_out_stays(bank: Connection) -> None:
    submit(bank, checked_question("Первый", explanation="Потому что"))

    assert len(submit(bank, checked_question("Первый"), sha256="second").diff.unchanged) == 1


@pytest.mark.parametrize("seed", range(4))
def test_copies_in_halves_are_the_bank_of_the_whole(
    bank: Connection, postgres_url: str, schema_template: str, seed: int
) -> None:
    random = Random(seed)
    copies = [
        checked_question(
            f"Вопрос {random.randrange(12)}",
            theme=random.choice(("Спрос", "Монополия", NO_THEME)),
            sources=tuple(random.sample(("РЭ", "МЭ", "ШЭ", NO_SOURCE), random.randint(1, 2))),
            explanation=random.choice((None, "Потому что", "Так как")),
            photo=random.choice((None, PHOTO)),
        )
        for _ in range(40)
    ]
    submit(bank, *merged(copies))

    with database(postgres_url, schema_template) as url, postgres(url) as other:
        for number, half in enumerate((copies[:20], copies[20:])):
            submit(other, *merged(half), sha256=str(number))
        assert state(other) == state(bank)
