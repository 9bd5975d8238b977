"""Exports by the use case that every edge has."""

from pathlib import Path

from pipelines.cli.use_cases import operator, run_use_case
from pipelines.refusal import Refusal
from serving.core.contests.errors import ContestInState, ContestNotFound
from serving.core.errors import ProductError
from serving.core.exports.errors import ExportFiltersMisfit
from serving.core.exports.exports import TABLES, Wanted
from serving.core.exports.write_export import WriteExport
from serving.settings import read_settings
from serving.spreadsheets.workbook import XlsxBook


def export_to(file: Path, wanted: Wanted) -> int:
    """The number of rows; the file is written whole or not at all. Raises Refusal."""
    if file.suffix.lower() != ".xlsx":
        raise Refusal(f"{file} is no name of a workbook: end it with .xlsx.")
    taken = ", ".join(f"--{name}" for name in TABLES[wanted.name].filters)
    refusals: dict[type[ProductError], str] = {
        ContestNotFound: "There is no such contest; `apo contest list` shows those there are.",
        ContestInState: "The contest is {state}: this is for when it is over.",
        ExportFiltersMisfit: f"Look at --{{filter}}: the export of {wanted.name} takes {taken}.",
    }
    unfinished = file.with_name(f"{file.name}.part")
    book = XlsxBook(unfinished, wanted)
    try:
        rows = run_use_case(
            read_settings(),
            "apo export",
            WriteExport,
            lambda write: write(operator(), wanted, book),
            refusals,
        )
        unfinished.replace(file)
    except OSError as error:
        raise Refusal(f"{file} cannot be written: {error.strerror}.") from error
    finally:
        book.abandon()
        unfinished.unlink(missing_ok=True)
    return rows
