"""A contest from the command line; its table is the same here, over REST and in a workbook."""

import asyncio
import json
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from pipelines.cli.app import main
from pipelines.cli.exporting import export_to
from serving.core.exports.exports import ExportFilters, ExportName, Wanted
from tests.support.banks import Bank, released_bank
from tests.support.contests import passes
from tests.support.rest import Student, registered, running, settings

Apo = Callable[..., tuple[int, str]]


@pytest.fixture
def bank(postgres_url: str) -> Iterator[Bank]:
    with released_bank(postgres_url) as bank:
        bank.add_many(4)
        yield bank


@pytest.fixture
def apo(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Apo:
    monkeypatch.setenv("APO_POSTGRES_URL", postgres_url)
    monkeypatch.setenv("APO_HOME", str(tmp_path))

    def run(*arguments: object) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["apo", "contest", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return int(ended.value.code or 0), (said.out + said.err).strip()

    return run


def draft(*options: object) -> tuple[object, ...]:
    now = datetime.now(UTC).replace(microsecond=0)
    times = ("--start", now.isoformat(), "--end", (now + timedelta(hours=1)).isoformat())
    return ("draft", "Кубок", "--subject", "geography", *times, *options)


async def played(postgres_url: str) -> list[dict[str, Any]]:
    """Three students over REST with 2, 0 and 1 right answers; the rows that one of them sees."""
    async with running(settings(postgres_url)) as http:
        students = [await registered(http, email=f"s{number}@school.ru") for number in range(3)]
        for student, responses in zip(students, ((1, 1), (2, 2), (2, 1)), strict=True):
            await play(student, responses)
        table: dict[str, Any] = (await students[0].send("GET", "/contests/1/standings")).json()
        return list(table["rows"])


async def play(student: Student, responses: tuple[int, int]) -> None:
    await student.send("POST", "/contests/1/join", {})
    for response in responses:
        place = (await student.send("POST", "/contests/1/next")).json()["place"]
        await student.send("POST", "/contests/1/answer", {"place": place, "answer": response})


def test_one_table_on_every_surface(apo: Apo, bank: Bank, postgres_url: str, tmp_path: Path) -> None:
    code, said = apo(*draft("--count", 2, "--penalty", 1))
    assert (code, said) == (0, "Draft 1. Next: apo contest announce 1")
    assert apo("announce", 1) == (0, "Announced with 2 questions.")
    rows = asyncio.run(played(postgres_url))
    assert [(row["place"], row["points"]) for row in rows] == [(1, 6), (2, 2), (3, -2)]
    code, said = apo("standings", 1)
    lines = [line.partition(": ")[2].rpartition(",")[0] for line in said.splitlines()[:-1]]
    assert (code, lines) == (0, ["6", "2", "-2"])
    assert said.endswith("3 take part.")
    file = tmp_path / "standings.xlsx"
    assert apo("standings", 1, "--file", file) == (0, f"3 rows in {file}.")
    head, *values = load_workbook(file).worksheets[0].iter_rows(values_only=True)
    written = [dict(zip(head, row, strict=True)) for row in values]
    assert [(row["Место"], row["Баллы"], row["Секунды"]) for row in written] == [
        (row["place"], row["points"], row["seconds"]) for row in rows
    ]
    assert "Кубок (geography): running" in apo("list")[1]
    assert apo("results", 1) == (2, "apo: The contest is running, which does not allow this.")
    assert apo("rejudge", 1) == (2, "apo: The contest is running, which does not allow this.")
    assert apo("finish", 1) == (0, "Finished. Next: apo contest results 1")
    assert "Кубок (geography): finished" in apo("list")[1]
    assert apo("cancel", 1) == (2, "apo: The contest is finished, which does not allow this.")
    code, said = apo(*draft("--count", 2, "--points", "one=9", "--no-virtual"))
    assert code == 0
    assert bank.value("select plan #>> '{scoring,by_kind,one}' from contests where id = 2") == "9"
    assert bank.value("select plan ->> 'virtual' from contests where id = 2") == "false"
    assert apo("cancel", 2) == (0, "Called off.")
    assert apo(*draft("--count", 2, "--points", "all=9"))[0] == 2


def test_questions_are_analysed_when_the_contest_is_over(
    apo: Apo, bank: Bank, postgres_url: str, tmp_path: Path
) -> None:
    apo(*draft("--question", 1, "--question", 2))
    apo("announce", 1)
    asyncio.run(played(postgres_url))
    assert apo("items", 1) == (2, "apo: The contest is running, which does not allow this.")
    passes(bank, hours=1, seconds=3)
    code, said = apo("items", 1, "--json")
    report = json.loads(said)
    assert code == 0
    facilities = [(item["slot"], round(item["facility"], 3)) for item in report["items"]]
    assert facilities == [(1, 0.333), (2, 0.667)]
    assert report["totals"]["n"] == 3
    file = tmp_path / "questions.xlsx"
    wanted = Wanted(ExportName.CONTEST_QUESTIONS, ExportFilters(contest=1))
    assert export_to(file, wanted) == 2
    head, *rows = load_workbook(file).worksheets[0].iter_rows(values_only=True)
    for item, row in zip(report["items"], rows, strict=True):
        written = dict(zip(head, row, strict=True))
        assert (written["Вопрос"], written["Решаемость"]) == (item["slot"], item["facility"])
        assert written["Различающая способность, %"] == item["discrimination_index"]
        assert (written["Вклад в итог, %"], written["Участников"]) == (item["effective_weight"], 3)
    answers = Wanted(ExportName.CONTEST_ANSWERS, ExportFilters(contest=1))
    assert export_to(tmp_path / "answers.xlsx", answers) == 6
    head, *rows = load_workbook(tmp_path / "answers.xlsx").worksheets[0].iter_rows(values_only=True)
    first = dict(zip(head, rows[0], strict=True))
    assert (first["Ученик"], first["Верно"], first["Баллы"], first["Стоимость"]) == (1, True, 3, 3)
    assert "Фамилия" not in first
    [line] = apo("rejudge", 1, "--apply")[1].splitlines()
    assert line == "0 questions have another key; 0 answers marked otherwise"


def test_what_cannot_be_is_refused_in_one_sentence(apo: Apo, bank: Bank) -> None:
    code, said = apo(*draft())
    assert (code, "count" in said) == (2, True)
    code, said = apo(*draft("--count", 2, "--freeze", 90))
    assert (code, "a table cannot freeze before the start" in said) == (2, True)
    assert apo(*draft("--question", 3, "--question", 77))[0] == 0
    code, said = apo("announce", 1)
    assert (code, said) == (2, "apo: Not live, of another subject or in another contest: questions (77,).")
    assert apo("announce", 9)[1].startswith("apo: There is no such contest")
