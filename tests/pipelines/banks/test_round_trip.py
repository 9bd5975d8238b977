"""What is exported and sent in again is what it was."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook

from pipelines.banks.check import check
from pipelines.banks.identity import content_key, identity
from pipelines.banks.report import CheckedQuestion, Level, Report
from pipelines.banks.writers.bank import write_bank
from pipelines.banks.writers.pictures import ReleasedPictures
from pipelines.banks.writers.unwritable import Unwritable
from serving.core.questions import Multiple, One, Open, Tolerance, YesNo
from tests.pipelines.banks.released import BANKS, PICTURE, PICTURE_HASH
from tests.pipelines.banks.tables import SUBJECTS
from tests.pipelines.banks.test_identity import options

PICTURES = ReleasedPictures({PICTURE_HASH: PICTURE})


def sent_again(folder: Path, name: str, bank: Sequence[CheckedQuestion]) -> Report:
    file = folder / name
    file.write_bytes(write_bank(name, bank, PICTURES, "Счёт"))
    return check(file, SUBJECTS, subject="sums")


def content(bank: Sequence[CheckedQuestion]) -> list[tuple[object, ...]]:
    return [(one.identity, one.subject, one.theme, one.sources, one.question) for one in bank]


@pytest.mark.parametrize("name", ["bank.xml", "bank.xml.zip", "bank.gift.zip", "bank.xlsx.zip"])
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(bank=BANKS)
def test_any_bank_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, name: str, bank: Sequence[CheckedQuestion]
) -> None:
    report = sent_again(tmp_path_factory.getbasetemp(), name, bank)
    assert [one for one in report.findings if one.level in (Level.REJECT, Level.HOLD, Level.REPAIR)] == []
    assert content(report.questions) == content(bank)


AWKWARD = ("=1+1", "+7", "-", "@имя", "-5", "1;2\\;", "\\", "a\\", "TRUE", "2024-01", "#N/A", "два\nтри", "ё")
LONG = "x" * 20_000
EVERY_KIND: Sequence[YesNo | One | Multiple | Open] = (
    *(YesNo(text=text, key=True, explanation=text) for text in (*AWKWARD, LONG)),
    *(Open(text=f"Что {text}?", key=(text, text * 2, "\\;")) for text in AWKWARD),
    *(One(text=f"{text}?", options=options("=1", f"{text}!"), key=2, points=0) for text in AWKWARD[:-2]),
    One(text="1", options=options("-", "=", LONG), key=1),
    Multiple(text="2", options=options(*(f"@{n}" for n in range(12))), key=(1, 5, 12), shuffle=False),
    Open(text="3", key=("3,14", "3.140"), tolerance=Tolerance(value=Decimal("0.050"))),
    Open(text="4", key=("1 000",), tolerance=Tolerance(value=Decimal(5), percent=True)),
    Open(text="5", key=("10..12", "-3..-1.5"), subway=True),
    Open(text="6", key=("7",), tolerance=Tolerance(value=Decimal(0))),
    Open(text="7", key=(LONG,)),
)


def released(question: YesNo | One | Multiple | Open) -> CheckedQuestion:
    known = identity(content_key("sums", question), None)
    return CheckedQuestion(known, "sums", "Сложение", ("ЗЭ", "=a;b\\"), question, (1,))


@pytest.mark.parametrize("name", ["bank.xml", "bank.gift", "bank.xlsx"])
def test_every_kind_with_awkward_texts_comes_back(tmp_path: Path, name: str) -> None:
    bank = [released(question) for question in EVERY_KIND]
    report = sent_again(tmp_path, name, bank)
    assert {one.code for one in report.findings if one.level == Level.REJECT} == set()
    assert content(report.questions) == content(bank)


def test_cells_stay_text_whatever_they_look_like(tmp_path: Path) -> None:
    question = One(text="=HYPERLINK(1)", options=options("=1+1", "+7", "-5", "@имя"), key=1)
    checked = released(question)
    (tmp_path / "bank.xlsx").write_bytes(write_bank("bank.xlsx", [checked], PICTURES, "Счёт"))
    sheet = load_workbook(tmp_path / "bank.xlsx")["Вопросы"]
    given = [cell for cell in sheet[2] if cell.value is not None]
    assert {(cell.data_type, cell.number_format) for cell in given} == {("s", "@")}


def test_two_exports_of_a_bank_are_equal() -> None:
    bank = [released(question) for question in EVERY_KIND]
    first, second = (write_bank("bank.gift.zip", bank, PICTURES, "Счёт") for _ in range(2))
    assert first == second


def test_a_text_that_no_cell_holds_is_not_cut() -> None:
    checked = released(Open(text="?", key=(LONG, "y" * 20_000)))
    with pytest.raises(Unwritable, match="No cell holds"):
        write_bank("bank.xlsx", [checked], PICTURES, "Счёт")
