"""Whatever is sent, a file is read or refused in one sentence; nothing else happens, and it happens soon."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.banks.check import check
from pipelines.banks.refusal import FileRefused
from tests.pipelines.banks.released import TEXTS
from tests.pipelines.banks.sent_files import SEEDS, outcome
from tests.pipelines.banks.tables import SUBJECTS, WORKBOOK, write_csv, write_workbook

NAMES = ("bank.gift", "bank.txt", "bank.aiken", "bank.xml", "bank.zip", "bank.csv", "bank.xlsx")
SHORT = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sent")


@SHORT
@given(name=st.sampled_from(NAMES), content=st.binary(max_size=200))
def test_random_bytes(folder: Path, name: str, content: bytes) -> None:
    assert outcome(folder, name, content) or content


@SHORT
@given(name=st.sampled_from(NAMES[:4]), content=st.lists(TEXTS, max_size=8).map("".join))
def test_random_signs_of_the_formats(folder: Path, name: str, content: str) -> None:
    outcome(folder, name, content.encode("utf-8", "surrogatepass"))


@SHORT
@given(name=st.sampled_from(sorted(SEEDS)), data=st.data())
def test_files_that_are_cut(folder: Path, name: str, data: st.DataObject) -> None:
    content = SEEDS[name]
    outcome(folder, name, content[: data.draw(st.integers(1, len(content)))])


@settings(SHORT, max_examples=150)
@given(name=st.sampled_from(sorted(SEEDS)), data=st.data())
def test_files_with_changed_bytes(folder: Path, name: str, data: st.DataObject) -> None:
    content = bytearray(SEEDS[name])
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=4)):
        content[place] = data.draw(st.integers(0, 255))
    outcome(folder, name, bytes(content))


@SHORT
@given(names=st.permutations(list(WORKBOOK)), rows=st.integers(1, 6), book=st.booleans())
def test_columns_under_names_of_others(folder: Path, names: list[str], rows: int, book: bool) -> None:
    """What is released as a question was one, or the report says something about its row."""
    asked = [f"Какое дерево растёт в роще {number}?" for number in range(rows)]
    bank = [dict(zip(names, (WORKBOOK | {"Вопрос": text}).values(), strict=True)) for text in asked]
    file = write_workbook(folder / "a.xlsx", bank) if book else write_csv(folder / "a.csv", bank)
    try:
        report = check(file, SUBJECTS, subject="sums")
    except FileRefused:
        return
    told = {finding.row for finding in report.findings}
    assert all(one.question.text in asked or told.issuperset(one.rows) for one in report.questions)
