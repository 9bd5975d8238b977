"""Text tables: UTF-8 with or without a mark, UTF-16 with a mark, cp1251; comma, semicolon or tab."""

import codecs
import csv
import io
import re
from collections.abc import Sequence

from pipelines.banks.columns import find_header
from pipelines.banks.readers.table import Table
from pipelines.banks.refusal import FileRefused

_DELIMITERS = ",;\t"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HEAD = 64 * 1024


def read_csv(name: str, content: bytes) -> Table:
    if b"\x00" in content and not content.startswith(_UTF16):
        raise _not_a_table(name)
    text = _text(name, content)
    if _NOT_TEXT.search(text):
        raise _not_a_table(name)
    if not text.strip():
        raise FileRefused(f"Файл «{name}» пустой.")
    return Table(None, _rows(name, text, _delimiter(text)))


def _not_a_table(name: str) -> FileRefused:
    return FileRefused(f"Файл «{name}» — не таблица с вопросами: пришлите CSV или книгу Excel.")


def _text(name: str, content: bytes) -> str:
    try:
        if content.startswith(_UTF16):
            return content.decode("utf-16")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1251")
    except UnicodeDecodeError as error:
        raise FileRefused(f"Кодировка файла «{name}» не распознана: сохраните его в UTF-8.") from error


def _delimiter(text: str) -> str:
    """The one with which the header is recognised; among several, the one that gives most columns."""
    return max(_DELIMITERS, key=lambda delimiter: _known_columns(text[:_HEAD], delimiter))


def _known_columns(head: str, delimiter: str) -> int:
    rows: list[Sequence[str]] = []
    try:
        for row in csv.reader(io.StringIO(head, newline=""), delimiter=delimiter):
            rows.append(row)
            if header := find_header([row]):
                return len(header.names)
    except (csv.Error, FileRefused):
        return 0
    return 0


def _rows(name: str, text: str, delimiter: str) -> Sequence[Sequence[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return list(reader)
    except csv.Error as error:
        raise FileRefused(
            f"Файл «{name}» не читается у строки текста {reader.line_num}: проверьте кавычки."
        ) from error
