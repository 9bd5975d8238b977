"""The banks that departments really sent, and the lists of what is wrong with them."""

import csv
import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

from pipelines.banks.check import check
from pipelines.banks.report import Report
from pipelines.banks.subjects import read_subjects

BANKS = Path(__file__).parents[4] / "shared" / "banks"
present = pytest.mark.skipif(
    not (BANKS / "one.csv").is_file(), reason="the real banks are not on this machine (../shared/banks)"
)
Ids = frozenset[int]
Cells = Mapping[str, str]


@pytest.fixture(scope="module", name="one")
def one_choice() -> Report:
    return check(BANKS / "one.csv", read_subjects(), photos=BANKS / "photos")


@pytest.fixture(scope="module", name="yes_no")
def yes_or_no() -> Report:
    return check(BANKS / "yesno.csv", read_subjects())


@pytest.fixture(scope="module", name="lists")
def listed() -> Mapping[str, Ids]:
    findings = json.loads((BANKS / "findings.json").read_text(encoding="utf-8"))
    return {name: frozenset(entry["ids"]) for name, entry in findings.items()}


@cache
def bank(file: str) -> Sequence[Cells]:
    with (BANKS / file).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def ids(report: Report, *codes: str, column: str = "") -> Ids:
    """Numbers of the questions with such a finding; the first question stands in row 2."""
    rows = bank(report.file)
    found = (one for one in report.findings if one.code in codes and (not column or one.column == column))
    return frozenset(int(rows[finding.row - 2]["question_id"]) for finding in found)


def options(row: Cells) -> list[str]:
    return [row[f"answer_{number}"] for number in range(1, 6) if row[f"answer_{number}"].strip()]
