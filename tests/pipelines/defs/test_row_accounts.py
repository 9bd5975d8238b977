"""rows in = new + changed + unchanged + merged + rejected + held, whatever is sent."""

import csv
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import Connection
from psycopg.rows import dict_row

from pipelines.banks.check import check, combine, conflicts
from pipelines.banks.subjects import Subjects, read_subjects
from pipelines.defs.question_banks.values import CheckedBank, SubmittedBank
from pipelines.stores.releases import Release, release
from tests.support.bank_files import HEADER

PNG = b"\x89PNG\r\n\x1a\n picture"
COLUMNS = [*HEADER.split(","), "have_photo"]
TEXTS = ("Сколько будет дважды два?", "сколько будет  дважды два", "Что на рисунке?", "Что такое рента?", "")
OPTIONS = (("один", "четыре", "пять"), ("четыре", "один", "пять"), ("да", "да", "нет"), ("один", "", "два"))
Cells = list[str]

STORED = """
select rows, new, changed, unchanged, merged, rejected, held from submissions where id = %s
"""

rows = st.tuples(
    st.sampled_from("123"),
    st.sampled_from(TEXTS),
    st.sampled_from(OPTIONS),
    st.sampled_from(("0", "1", "1", "2", "9", "")),
    st.sampled_from(("REG", "MUN", "IEO 2019", "")),
    st.sampled_from(("Монополия", "-")),
    st.sampled_from("001"),
).map(lambda row: [row[0], row[1], *row[2], row[3], "economics", row[4], row[5], "0", row[6]])
files = st.lists(rows, min_size=1, max_size=12)
submissions = st.lists(st.lists(files, min_size=1, max_size=3), min_size=1, max_size=3)


@pytest.fixture(scope="module")
def subjects() -> Subjects:
    return read_subjects()


@pytest.fixture
def bank(postgres_url: str) -> Iterator[Connection]:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        yield connection


def write(file: Path, content: list[Cells]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([COLUMNS, *content])
    return file


def load(
    bank: Connection, folder: Path, sent: list[list[Cells]], subjects: Subjects
) -> tuple[CheckedBank, Release]:
    paths = tuple(write(folder / f"{number}.csv", content) for number, content in enumerate(sent))
    reports = tuple(check(path, subjects, photos=folder / "photos") for path in paths)
    submitted = SubmittedBank(paths, None, None, all_or_nothing=False)
    checked = CheckedBank(submitted, str(sent), reports, combine(reports), conflicts(reports))
    return checked, release(bank, checked.submission(), {"economics": "Экономика"})


@given(sent=submissions)
@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_every_row_has_one_outcome(
    bank: Connection, tmp_path: Path, subjects: Subjects, sent: list[list[list[Cells]]]
) -> None:
    (tmp_path / "photos").mkdir(exist_ok=True)
    (tmp_path / "photos" / "3.png").write_bytes(PNG)
    bank.execute("truncate subjects, submissions cascade")
    for one in sent:
        checked, made = load(bank, tmp_path, one, subjects)
        counts = asdict(checked.counts)
        counts |= {name: len(getattr(made.diff, name)) for name in ("new", "changed", "unchanged")}
        assert counts["rows"] == sum(map(len, one))
        assert counts["rows"] * 2 == sum(counts.values())
        if made.submission_id is not None:
            with bank.cursor(row_factory=dict_row) as cursor:
                stored = cursor.execute(STORED, [made.submission_id]).fetchone()
            assert stored == counts
