"""Spreadsheets from the command line, read as a spreadsheet reads them."""

import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from openpyxl import load_workbook

from pipelines.banks.check import check
from pipelines.banks.report import Level
from pipelines.cli.app import main
from tests.pipelines.banks.tables import SUBJECTS
from tests.pipelines.banks.test_round_trip import EVERY_KIND
from tests.support.banks import released_bank
from tests.support.recipients import enrol, scheduled
from tests.support.training_rows import Answer, add_answers, add_questions, add_students

Export = Callable[..., tuple[int, str]]
Sheet = list[dict[str, Any]]


@pytest.fixture
def database(postgres_url: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        yield connection


@pytest.fixture
def export(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Export:
    monkeypatch.setenv("APO_POSTGRES_URL", postgres_url)
    monkeypatch.setenv("APO_HOME", str(tmp_path))

    def run(*arguments: object) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["apo", "export", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        return int(ended.value.code or 0), " ".join(capsys.readouterr().err.split())

    return run


def sheet_of(file: Path) -> Sheet:
    head, *rows = load_workbook(file).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def test_answers_of_a_subject_and_of_days_of_moscow(
    export: Export, database: psycopg.Connection, tmp_path: Path
) -> None:
    first, second = add_questions(database, 2)
    [foreign] = add_questions(database, 1, subject="law")
    [student] = add_students(database, 1)
    days = {"before": "2026-02-28T20:59:59Z", "first": "2026-02-28T21:00Z", "last": "2026-03-01T20:59Z"}
    moments = {name: datetime.fromisoformat(moment) for name, moment in days.items()}
    add_answers(
        database,
        [
            Answer(student, first, answered_at=moments["before"]),
            Answer(student, first, attempt=2, answered_at=moments["first"], response='"=1+1"', correct=False),
            Answer(student, second, answered_at=moments["last"], seconds=12.5),
            Answer(student, foreign, answered_at=moments["first"]),
        ],
    )
    file = tmp_path / "answers.xlsx"
    narrowed = ("--subject", "economics", "--since", "2026-03-01", "--until", "2026-03-01")
    assert export("answers", file, *narrowed) == (0, f"2 rows in {file}.")
    rows = sorted(sheet_of(file), key=lambda row: int(row["Вопрос"]))
    assert [(row["Вопрос"], row["Попытка"], row["Верно"]) for row in rows] == [
        (first, 2, False),
        (second, 1, True),
    ]
    assert [str(row["Когда"]) for row in rows] == ["2026-03-01 00:00:00", "2026-03-01 23:59:00"]
    assert (rows[0]["Что ответил"], rows[1]["Секунды"], rows[1]["Баллы"]) == ("=1+1", 12.5, 3)
    assert "Фамилия" not in rows[0]
    assert not list(tmp_path.glob("*.part"))


def test_names_are_there_only_when_asked_for_and_all_is_in_the_audit(
    export: Export, database: psycopg.Connection, tmp_path: Path
) -> None:
    add_questions(database, 1)
    add_students(database, 2)
    for personal in ((), ("--personal",)):
        assert export("users", tmp_path / "users.xlsx", *personal)[0] == 0
        rows = sheet_of(tmp_path / "users.xlsx")
        assert len(rows) == 2
        assert ("Фамилия" in rows[0]) == bool(personal)
    assert rows[0]["Фамилия"] == "Иванов"
    noted = database.execute("select what, after, platform from audit order by id").fetchall()
    assert noted == [
        ("export:users", {"filters": {}, "personal": False}, "cli"),
        ("export:users", {"filters": {}, "personal": True}, "cli"),
    ]


def test_places_of_the_season_are_those_of_the_leaderboard(
    export: Export, database: psycopg.Connection, tmp_path: Path
) -> None:
    add_questions(database, 1)
    students = add_students(database, 5)
    season = "make_date(extract(year from now() + interval '4 months' + interval '3 hours')::int - 1, 9, 1)"
    for student, points in zip(students, (5, 9, 9, 1, 0), strict=True):
        database.execute(
            "insert into standings (student_id, subject, origin, points, answered, correct, season,"
            " season_points, month_points, week_points)"
            f" values (%s, 'economics', 'real', 99, 4, 2, {season}, %s, 0, 0)",
            (student, points),
        )
    assert export("standings", tmp_path / "a.xlsx")[0] == 0
    rows = sheet_of(tmp_path / "a.xlsx")
    assert [(row["Место"], row["Ученик"], row["Баллы за сезон"]) for row in rows] == [
        (1, students[1], 9),
        (1, students[2], 9),
        (3, students[0], 5),
        (4, students[3], 1),
    ]


def test_published_statistics_leave_a_cell_empty_where_nothing_is_known(
    export: Export, database: psycopg.Connection, tmp_path: Path
) -> None:
    known, unknown = add_questions(database, 2)
    database.execute(
        "insert into question_stats (question_id, version, attempts, first_attempts, correct, facility,"
        " difficulty, difficulty_se, level, discrimination, flags, as_of) values"
        " (%s, 1, 120, 100, 80, 0.8, -1.25, 0.25, 2, 0.4, '{slow,dead_option}', '2026-03-01T00:00Z'),"
        " (%s, 1, 3, 3, 1, null, null, null, null, null, '{}', '2026-03-01T00:00Z')",
        (known, unknown),
    )
    assert export("question-stats", tmp_path / "a.xlsx")[0] == 0
    first, second = sheet_of(tmp_path / "a.xlsx")
    assert (first["Решаемость"], first["Трудность"], first["Уровень"]) == (0.8, -1.25, 2)
    assert first["Что подозрительно"] == "slow, dead_option"
    assert str(first["Статистика на"]) == "2026-03-01 03:00:00"
    assert (second["Вопрос"], second["Решаемость"], second["Трудность"]) == (unknown, None, None)


def test_a_broadcast_is_told_message_by_message(
    export: Export, database: psycopg.Connection, tmp_path: Path
) -> None:
    enrol(database, 2, "Europe/Moscow")
    number = scheduled(database, "email")
    database.execute(
        "insert into deliveries (broadcast_id, channel, student_id, state, attempts, not_before, error)"
        " select %s, 'email', id, 'failed', 1, now(), '550 no such user' from students",
        (number,),
    )
    file = tmp_path / "a.xlsx"
    assert export("broadcast", file) == (
        2,
        "apo: Look at --broadcast: the export of broadcast takes --broadcast.",
    )
    assert export("broadcast", file, "--broadcast", number)[0] == 0
    assert {(row["Что с сообщением"], row["Ошибка"]) for row in sheet_of(file)} == {
        ("failed", "550 no such user")
    }


def test_what_cannot_be_exported_is_refused_in_one_sentence(export: Export, tmp_path: Path) -> None:
    code, said = export("users", tmp_path / "users.csv")
    assert (code, "end it with .xlsx" in said) == (2, True)
    code, said = export("standings", tmp_path / "a.xlsx", "--since", "2026-01-01")
    assert (code, said) == (2, "apo: Look at --since: the export of standings takes --subject.")
    code, said = export("users", tmp_path / "nowhere" / "a.xlsx")
    assert (code, "cannot be written" in said) == (2, True)


def test_a_bank_comes_back_from_its_workbook_as_it_was(
    export: Export, postgres_url: str, tmp_path: Path
) -> None:
    """As a department takes it over REST: the columns are those that a check of banks reads."""
    with released_bank(postgres_url) as bank:
        for question in EVERY_KIND:
            bank.add(question, subject="sums", theme="Сложение", sources=("ЗЭ", "=a;b\\"))
        bank.add(EVERY_KIND[0], subject="sums", status="retired")
    file = tmp_path / "bank.xlsx"
    assert export("bank", file, "--subject", "sums") == (0, f"{len(EVERY_KIND)} rows in {file}.")
    report = check(file, SUBJECTS, subject="sums")
    assert {found.code for found in report.findings if found.level is Level.REJECT} == set()
    back = [(one.question, one.theme, set(one.sources)) for one in report.questions]
    assert back == [(question, "Сложение", {"ЗЭ", "=a;b\\"}) for question in EVERY_KIND]
    assert export("bank", file)[0] == 2
