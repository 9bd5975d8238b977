"""Spreadsheets with headers of their own."""

from collections.abc import Sequence
from pathlib import Path

from pipelines.banks.check import check
from pipelines.banks.report import Report
from tests.pipelines.banks.tables import SUBJECTS

Rows = Sequence[Sequence[str]]
OPTIONS = ("три", "четыре", "пять")


def write(tmp_path: Path, *rows: Sequence[str], header: str) -> Path:
    lines = [header.split("|"), *rows]
    (tmp_path / "bank.csv").write_text("\n".join(";".join(line) for line in lines), encoding="utf-8")
    return tmp_path / "bank.csv"


def read(tmp_path: Path, *rows: Sequence[str], header: str) -> Report:
    return check(write(tmp_path, *rows, header=header), SUBJECTS, subject="sums")


def asked(number: int, key: str, options: Sequence[str] = OPTIONS) -> Sequence[str]:
    return (f"Вопрос номер {number}?", *options, key)
