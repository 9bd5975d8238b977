"""Text tables: comma, semicolon or tab."""

import csv
import io
from itertools import islice

from pipelines.banks.columns import HEADER_WITHIN, find_header
from pipelines.banks.profile import UNDECLARED, Profile
from pipelines.banks.readers.table import Table
from pipelines.banks.refusal import FileRefused, Reason

_DELIMITERS = ",;\t"
_HEAD = 64 * 1024


def read_csv(name: str, text: str, profile: Profile = UNDECLARED) -> Table:
    return Table(None, _rows(name, text, profile.delimiter or _delimiter(text, profile)))


def is_table(text: str) -> bool:
    """Whether a header of ours stands in it."""
    return any(_known_columns(text[:_HEAD], delimiter, UNDECLARED) for delimiter in _DELIMITERS)


def _delimiter(text: str, profile: Profile) -> str:
    """The one with which the header is recognised; among several, the one that gives most columns."""
    return max(_DELIMITERS, key=lambda delimiter: _known_columns(text[:_HEAD], delimiter, profile))


def _known_columns(head: str, delimiter: str, profile: Profile) -> int:
    """A refused header is a header, unless the columns of the profile are not in it."""
    rows = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    try:
        header = find_header(list(islice(rows, HEADER_WITHIN + 1)), profile)
    except FileRefused as refused:
        return int(refused.reason is not Reason.PROFILE_WRONG)
    except csv.Error:
        return 0
    return 0 if header is None else len(header.names)


def _rows(name: str, text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    begins = 1
    try:
        for row in reader:
            rows.append(row)
            begins = reader.line_num + 1
    except csv.Error as error:
        raise FileRefused(
            f"Файл «{name}» не читается: в записи, что начинается в строке текста {begins}, не сходятся "
            "кавычки.",
            Reason.QUOTES_BROKEN,
        ) from error
    return rows
