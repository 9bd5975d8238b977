"""What a run leaves on disk for people to read, in folders of the home."""

from collections.abc import Mapping
from pathlib import Path

from pipelines.defs.question_banks.values import CheckedBank

REPORT = "report.json"


def report_folder(home: Path, run_id: str) -> Path:
    return home / "reports" / run_id


def data_docs_folder(home: Path, run_id: str) -> Path:
    return home / "data_docs" / run_id


def write_report(folder: Path, bank: CheckedBank) -> None:
    """The findings of all files; and, if it is asked for, each file as a workbook with what to correct.

    Raises FileRefused.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / REPORT).write_text(bank.report_json(), encoding="utf-8")
    if bank.submitted.answers:
        _write_answers(folder, bank)


def write_data_docs(folder: Path, pages: Mapping[str, str]) -> None:
    """`pages`: HTML by the name of the suite."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")


def _write_answers(folder: Path, bank: CheckedBank) -> None:
    from pipelines.banks.annotation.answer import write_answer
    from pipelines.banks.profile import read_profile

    profile = read_profile(bank.submitted.profile)
    for file, report in zip(bank.submitted.files, bank.reports, strict=True):
        write_answer(file, report, folder / f"{file.stem}.xlsx", profile)
