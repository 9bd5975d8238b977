"""A subject is a file: it is put into a folder, and everything from the bank to the marts knows it."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import psycopg
import pytest

from pipelines.defs.question_banks.load import load_banks
from pipelines.refresh import refresh
from pipelines.stores.clickhouse import warehouse
from tests.support.bank_files import HEADER
from tests.support.rest import registered, running, settings

SUBJECT = """
title = "История"
themes = ["Смутное время"]
sources = ["Региональный этап ВсОШ"]

[source_names]
REG = "Региональный этап ВсОШ"
"""
ROWS = (
    "1,В каком году венчался на царство Михаил Романов?,1598,1613,1645,1,История,REG,Смутное время,0",
    "2,Кого избрали на царство в 1598 году?,Годунова,Шуйского,Романова,0,История,REG,Смутное время,1",
)
SUMMARY = """
select subject, theme, count(), sum(first_attempts), sum(correct) from marts.question_stats group by 1, 2
"""


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "subjects"
    folder.mkdir()
    (folder / "history.toml").write_text(SUBJECT, "utf-8")
    monkeypatch.setenv("APO_SUBJECTS", str(folder))
    bank = tmp_path / "bank.csv"
    bank.write_text("\n".join([HEADER, *ROWS]), "utf-8")
    return bank


async def trained(postgres_url: str) -> Sequence[object]:
    """A student answers every question by its first option; whether each answer was right."""
    async with running(settings(postgres_url)) as http:
        [subject] = (await http.get("/v1/subjects")).json()
        assert (subject["code"], subject["title"], subject["questions"]) == ("history", "История", 2)
        student = await registered(http, subject="history")
        session = await student.start(subject="history")
        verdicts = []
        for _ in range(2):
            served = (await student.next(session)).json()
            assert served["question"]["theme"] == "Смутное время"
            verdicts.append((await student.answer(served["serve_id"], 1)).json()["correct"])
    return verdicts


@pytest.mark.usefixtures("cheap_passwords")
def test_history_walks_from_its_bank_to_the_marts(
    bank: Path, postgres_url: str, warehouse_url: str, tmp_path: Path
) -> None:
    loaded = load_banks([bank], postgres_url, home=tmp_path, progress=lambda _: None)
    assert loaded.release is not None
    assert len(loaded.release.diff.new) == 2

    assert sorted(map(str, asyncio.run(trained(postgres_url)))) == ["False", "True"]

    refreshed = refresh(postgres_url, warehouse_url, tmp_path)
    assert (refreshed.answers, refreshed.answers_agree) == (2, True)
    with warehouse(warehouse_url) as store:
        assert store.rows(SUMMARY) == [("history", "Смутное время", 2, 2, 1)]
    with psycopg.connect(postgres_url) as connection:
        stats = connection.execute("select first_attempts, correct from question_stats order by 2").fetchall()
    assert stats == [(1, 0), (1, 1)]
