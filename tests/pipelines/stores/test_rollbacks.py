import time
from collections.abc import Iterator

import psycopg
import pytest
from psycopg import Connection

from pipelines.banks.report import CheckedQuestion
from pipelines.stores.postgres import postgres
from pipelines.stores.rollbacks import NewerReleases, NoSuchRelease, Rollback, RolledBackBefore, rollback
from tests.support.checked_questions import checked_question
from tests.support.releases import rows, state, submit


@pytest.fixture
def bank(postgres_url: str) -> Iterator[Connection]:
    with postgres(postgres_url) as connection:
        yield connection


def released(bank: Connection, *questions: CheckedQuestion, sha256: str = "first") -> int:
    made = submit(bank, *questions, sha256=sha256).id
    assert made is not None
    return made


def test_the_first_release_rolled_back_leaves_nothing_to_train_and_deletes_nothing(bank: Connection) -> None:
    first = released(bank, checked_question("Первый"), checked_question("Второй"))

    assert rollback(bank, first, "boris") == Rollback(first, restored=0, retired=2)
    assert state(bank) == []
    assert rows(bank, "select status, current_version from questions") == [("retired", 1)] * 2
    assert rows(bank, "select count(*) from question_versions") == [(2,)]


def test_everything_that_a_release_changed_is_as_before(bank: Connection) -> None:
    released(bank, checked_question("Первый"), checked_question("Второй", theme="Спрос", sources=("МЭ",)))
    before = state(bank)
    changes = (
        checked_question("Первый", key=2, explanation="Потому что"),
        checked_question("Второй", theme="Издержки", sources=("РЭ",), waits_for_picture=True),
        checked_question("Третий"),
    )
    second = released(bank, *changes, sha256="second")
    assert state(bank) != before

    assert rollback(bank, second, "boris") == Rollback(second, restored=2, retired=1)
    assert state(bank) == before


def test_a_later_load_of_the_same_file_brings_it_all_back(bank: Connection) -> None:
    released(bank, checked_question("Первый"))
    changes = (checked_question("Первый", key=2, sources=("МЭ",)), checked_question("Второй"))
    second = released(bank, *changes, sha256="second")
    wanted = state(bank)
    rollback(bank, second, "boris")

    again = submit(bank, *changes, sha256="second")

    assert again.id is not None
    assert state(bank) == wanted
    assert rows(bank, "select id, current_version, status from questions order by id") == [
        (1, 3, "live"),
        (2, 1, "live"),
    ]
    assert rows(bank, "select version, statistical_version from question_versions where question_id = 1") == [
        (1, 1),
        (2, 2),
        (3, 2),
    ]


def test_releases_are_rolled_back_from_the_newest_down(bank: Connection) -> None:
    before = [state(bank)]
    made = []
    for key in (1, 2, 3):
        made.append(released(bank, checked_question("Первый", key=key), sha256=str(key)))
        before.append(state(bank))

    with pytest.raises(
        NewerReleases, match=f"roll back those above it first, in the order {made[2]}, {made[1]}\\.$"
    ):
        rollback(bank, made[0], "boris")
    for release_id, bank_before in zip(reversed(made), reversed(before[:-1]), strict=True):
        rollback(bank, release_id, "boris")
        assert state(bank) == bank_before


def test_a_release_is_rolled_back_once(bank: Connection) -> None:
    first = released(bank, checked_question("Первый"))
    rollback(bank, first, "boris")

    with pytest.raises(RolledBackBefore, match=f"^Release {first} is rolled back already\\.$"):
        rollback(bank, first, "boris")
    with pytest.raises(NoSuchRelease, match=r"^There is no release 99\.$"):
        rollback(bank, 99, "boris")


def test_a_rollback_that_fails_leaves_the_bank_as_it_was(bank: Connection) -> None:
    released(bank, checked_question("Первый"))
    second = released(bank, checked_question("Первый", key=2, sources=("МЭ",)), sha256="second")
    before = state(bank)
    bank.execute(
        "create function interfere() returns trigger language plpgsql as "
        "$$ begin raise exception 'disk is full'; end $$"
    )
    bank.execute("create trigger interfere after insert on question_sources execute function interfere()")

    with pytest.raises(psycopg.errors.RaiseException):
        rollback(bank, second, "boris")

    assert state(bank) == before
    assert rows(bank, "select count(*) from releases where rolled_back_at is not null") == [(0,)]


def test_who_and_when_is_kept(bank: Connection) -> None:
    made = submit(bank, checked_question("Первый"), actor="42").id
    assert made is not None
    rollback(bank, made, "boris")

    assert rows(bank, "select actor, submitted_at <= now() from submissions") == [("42", True)]
    assert rows(bank, "select actor, rolled_back_by, rolled_back_at >= released_at from releases") == [
        ("42", "boris", True)
    ]


def test_listeners_hear_of_a_rollback(bank: Connection, postgres_url: str) -> None:
    first = released(bank, checked_question("Первый"))
    with psycopg.connect(postgres_url, autocommit=True) as listener:
        listener.execute("listen question_bank")
        rollback(bank, first, "boris")

        assert [notice.payload for notice in listener.notifies(timeout=0.3)] == [str(first)]


def test_a_quarantine_outlives_a_rollback(bank: Connection) -> None:
    released(bank, checked_question("Первый"))
    second = released(bank, checked_question("Первый", key=2), sha256="second")
    bank.execute("update questions set status = 'quarantined'")

    rollback(bank, second, "boris")

    assert rows(bank, "select status, current_version from questions") == [("quarantined", 1)]


def test_a_picture_that_came_goes_away_whoever_bears_the_old_identity(bank: Connection) -> None:
    waiting = checked_question("Что на рисунке?", waits_for_picture=True)
    shown, other = (checked_question("Что на рисунке?", photo=photo) for photo in ("0" * 64, "1" * 64))
    first = released(bank, waiting)
    before = state(bank)
    second = released(bank, shown, sha256="second")
    third = released(bank, shown, other, waiting, sha256="third")
    assert rows(bank, "select count(*) from questions") == [(3,)]

    rollback(bank, third, "boris")
    rollback(bank, second, "boris")

    assert state(bank) == before
    assert rollback(bank, first, "boris").retired == 1


def test_10000_questions_are_released_and_rolled_back_in_seconds(bank: Connection) -> None:
    """By the processor's time, which a busy machine does not stretch as it does the clock's."""
    questions = tuple(checked_question(f"Вопрос {number}") for number in range(10_000))
    changed = tuple(checked_question(f"Вопрос {number}", key=2) for number in range(10_000))
    for step in (
        lambda: released(bank, *questions),
        lambda: released(bank, *changed, sha256="second"),
        lambda: rollback(bank, 2, "boris"),
        lambda: rollback(bank, 1, "boris"),
    ):
        started = time.process_time()
        step()
        assert time.process_time() - started < 5
