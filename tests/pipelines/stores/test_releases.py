from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest
from psycopg import Connection

from pipelines.banks.report import CheckedQuestion
from pipelines.stores.postgres import postgres
from pipelines.stores.releases import Release
from serving.core.questions import NO_THEME, UNMEASURED, Content, Multiple, One, Open, YesNo, question_adapter
from tests.support.checked_questions import checked_question
from tests.support.releases import rows, submit

TABLES = ("subjects", "themes", "sources", "submissions", "releases", "questions", "question_versions")


@pytest.fixture
def bank(postgres_url: str) -> Iterator[Connection]:
    with postgres(postgres_url) as connection:
        yield connection


def counts(release: Release) -> tuple[int, int, int]:
    return len(release.diff.new), len(release.diff.changed), len(release.diff.unchanged)


def versions(bank: Connection) -> list[tuple[object, ...]]:
    return rows(bank, "select version, statistical_version from question_versions order by version")


def size(bank: Connection) -> list[object]:
    return [rows(bank, f"select count(*) from {table}")[0][0] for table in TABLES]


def test_a_new_question_becomes_its_first_version(bank: Connection) -> None:
    made = submit(bank, checked_question("Что такое монополия?", sources=("РЭ", "МЭ")))

    assert counts(made) == (1, 0, 0)
    [(subject, kind, theme, version, status)] = rows(
        bank, "select subject, kind, theme, current_version, status from questions"
    )
    assert (subject, kind, theme, version, status) == ("economics", "one", "Монополия", 1, "live")
    assert rows(bank, "select version, statistical_version, release_id from question_versions") == [
        (1, 1, made.id)
    ]
    assert rows(bank, "select source from question_sources order by 1") == [("МЭ",), ("РЭ",)]
    assert rows(bank, "select code, title from subjects") == [("economics", "Economics")]
    assert rows(bank, "select new, changed, unchanged from releases") == [(1, 0, 0)]


def test_what_is_stored_is_the_question(bank: Connection) -> None:
    sent = checked_question("Что такое монополия?", explanation="Один продавец")
    submit(bank, sent)

    [(content,)] = rows(bank, "select content from question_versions")
    assert question_adapter.validate_python(content) == sent.question


def test_loading_the_same_again_writes_nothing(bank: Connection) -> None:
    submit(bank, checked_question("Первый"), checked_question("Второй"))
    before = size(bank)

    again = submit(bank, checked_question("Первый"), checked_question("Второй"))

    assert (again.id, again.submission_id, counts(again)) == (None, None, (0, 0, 2))
    assert size(bank) == before


def test_clients_are_told_what_a_release_did_to_each_subject_and_nothing_when_it_did_nothing(
    bank: Connection,
) -> None:
    other = replace(checked_question("Третий"), subject="geography", identity="third")
    first = submit(bank, checked_question("Первый"), checked_question("Второй"), other)
    submit(bank, checked_question("Первый"), sha256="second", file="part.csv")
    second = submit(bank, checked_question("Первый", key=2), sha256="third", retire_missing=True)

    told = rows(bank, "select event, subject, facts from webhook_events order by id, subject")
    assert told == [
        ("release.published", subject, {"release_id": release.id, "subject": subject, **done})
        for release, subject, done in (
            (first, "economics", {"new": 2, "changed": 0, "retired": 0}),
            (first, "geography", {"new": 1, "changed": 0, "retired": 0}),
            (second, "economics", {"new": 0, "changed": 1, "retired": 1}),
        )
    ]


def test_other_files_with_the_same_questions_are_a_submission_without_a_release(bank: Connection) -> None:
    submit(bank, checked_question("Первый"))

    again = submit(bank, checked_question("Первый"), sha256="second")

    assert (again.id, counts(again)) == (None, (0, 0, 1))
    assert rows(bank, "select sha256 from submissions order by id") == [("first",), ("second",)]
    assert rows(bank, "select count(*) from releases") == [(1,)]


def test_an_explanation_makes_a_version_that_measures_the_same_item(bank: Connection) -> None:
    submit(bank, checked_question("Первый"))

    changed = submit(bank, checked_question("Первый", explanation="Потому что"), sha256="second")

    assert counts(changed) == (0, 1, 0)
    assert versions(bank) == [(1, 1), (2, 1)]
    assert rows(bank, "select current_version from questions") == [(2,)]


@pytest.mark.parametrize(
    "changed",
    [
        checked_question("Первый", key=2),
        checked_question("Первый", options=("да", "нет", "ИНОГДА")),
        checked_question("ПЕРВЫЙ"),
    ],
    ids=["key", "options", "text"],
)
def test_another_key_option_or_text_starts_a_new_item(bank: Connection, changed: CheckedQuestion) -> None:
    submit(bank, checked_question("Первый"))

    submit(bank, changed, sha256="second")

    assert versions(bank) == [(1, 1), (2, 2)]


def test_a_key_that_is_changed_back_goes_on_with_its_first_item(bank: Connection) -> None:
    for sha256, key in (("first", 1), ("second", 2), ("first", 1)):
        submit(bank, checked_question("Первый", key=key), sha256=sha256)

    assert versions(bank) == [(1, 1), (2, 2), (3, 1)]


def test_every_field_of_a_question_is_measured_or_declared_not_to_be() -> None:
    fields = {name for kind in (YesNo, One, Multiple, Open, Content) for name in kind.model_fields}

    assert fields - set(UNMEASURED) == {"text", "kind", "options", "key", "tolerance"}


def test_a_further_source_is_a_change_without_a_version(bank: Connection) -> None:
    submit(bank, checked_question("Первый", sources=("РЭ",)))

    changed = submit(bank, checked_question("Первый", sources=("МЭ",)), sha256="second")

    assert counts(changed) == (0, 1, 0)
    assert versions(bank) == [(1, 1)]
    assert rows(bank, "select source from question_sources order by 1") == [("МЭ",), ("РЭ",)]


def test_a_theme_that_is_left_out_stays_as_it_is_known(bank: Connection) -> None:
    submit(bank, checked_question("Первый", theme="Монополия"))

    assert counts(submit(bank, checked_question("Первый", theme=NO_THEME), sha256="second")) == (0, 0, 1)
    assert counts(submit(bank, checked_question("Первый", theme="Спрос"), sha256="third")) == (0, 1, 0)
    assert rows(bank, "select theme from questions") == [("Спрос",)]


def test_a_question_that_waits_for_its_picture_is_held(bank: Connection) -> None:
    submit(bank, checked_question("На рисунке", waits_for_picture=True))
    assert rows(bank, "select status from questions") == [("held",)]

    submit(bank, checked_question("На рисунке"), sha256="second")
    assert rows(bank, "select status from questions") == [("live",)]


def test_a_question_goes_on_when_its_picture_comes(bank: Connection) -> None:
    waiting = checked_question("Что на рисунке?", waits_for_picture=True)
    complete = checked_question("Что на рисунке?", photo="0" * 64)
    submit(bank, waiting)

    came = submit(bank, complete, sha256="second")

    assert came.diff.changed == (complete.identity,)
    assert rows(bank, "select id, identity, status, current_version from questions") == [
        (1, complete.identity, "live", 2)
    ]


@pytest.mark.parametrize(("before", "after"), [("retired", "live"), ("quarantined", "quarantined")])
def test_a_retired_question_comes_back_and_a_quarantined_one_does_not(
    bank: Connection, before: str, after: str
) -> None:
    submit(bank, checked_question("Первый"))
    bank.execute("update questions set status = %s", [before])

    submit(bank, checked_question("Первый"))

    assert rows(bank, "select status from questions") == [(after,)]


def test_listeners_hear_of_a_release_and_of_nothing_else(bank: Connection, postgres_url: str) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as listener:
        listener.execute("listen question_bank")
        made = submit(bank, checked_question("Первый"))
        submit(bank, checked_question("Первый"))

        assert [notice.payload for notice in listener.notifies(timeout=0.3)] == [str(made.id)]
