from collections.abc import Iterator

import pytest
from psycopg import Connection

from pipelines.stores.postgres import postgres
from pipelines.stores.rollbacks import rollback
from tests.support.checked_questions import checked_question
from tests.support.releases import rows, state, submit

FIRST, SECOND, THIRD = (checked_question(text) for text in ("Первый", "Второй", "Третий"))


@pytest.fixture
def bank(postgres_url: str) -> Iterator[Connection]:
    with postgres(postgres_url) as connection:
        yield connection


def live(bank: Connection) -> list[object]:
    return [row[4]["text"] for row in state(bank)]  # type: ignore[index]


def test_what_is_left_out_stays_unless_it_is_asked_for(bank: Connection) -> None:
    submit(bank, FIRST, SECOND)

    submit(bank, FIRST, sha256="second")
    assert sorted(map(str, live(bank))) == ["Второй", "Первый"]

    made = submit(bank, FIRST, sha256="third", retire_missing=True)
    assert made.diff.retired == (SECOND.identity,)
    assert live(bank) == ["Первый"]
    assert rows(bank, "select retired from releases where retired > 0") == [(1,)]


def test_what_another_file_brought_as_well_stays(bank: Connection) -> None:
    submit(bank, FIRST, SECOND)
    submit(bank, SECOND, THIRD, sha256="second", file="other.csv")

    made = submit(bank, FIRST, sha256="third", retire_missing=True)

    assert (made.id, made.diff.retired) == (None, ())
    assert len(live(bank)) == 3


def test_a_file_that_was_rolled_back_keeps_nothing(bank: Connection) -> None:
    submit(bank, FIRST, SECOND)
    other = submit(bank, checked_question("Второй", sources=("МЭ",)), sha256="second", file="other.csv")
    assert other.id is not None
    rollback(bank, other.id, "boris")

    made = submit(bank, FIRST, sha256="third", retire_missing=True)

    assert made.diff.retired == (SECOND.identity,)


def test_a_rollback_brings_back_what_was_retired(bank: Connection) -> None:
    submit(bank, FIRST, SECOND)
    before = state(bank)
    made = submit(bank, FIRST, THIRD, sha256="second", retire_missing=True)
    assert made.id is not None

    undone = rollback(bank, made.id, "boris")

    assert (undone.restored, undone.retired) == (1, 1)
    assert state(bank) == before


def test_what_was_retired_comes_back_with_the_file(bank: Connection) -> None:
    submit(bank, FIRST, SECOND)
    before = state(bank)
    submit(bank, FIRST, sha256="second", retire_missing=True)

    assert submit(bank, FIRST, SECOND).diff.changed == (SECOND.identity,)
    assert state(bank) == before
