"""Text of departments: UTF-8 with or without a mark, UTF-16 with a mark, cp1251."""

import codecs
import re

from pipelines.banks.refusal import FileRefused, Reason

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def read_text(name: str, content: bytes, encoding: str | None = None) -> str:
    """Raises FileRefused when the content is not text, or has none."""
    if encoding is None and b"\x00" in content and not content.startswith(_UTF16):
        raise _not_text(name)
    text = _decoded(name, content, encoding)
    if _NOT_TEXT.search(text):
        raise _not_text(name)
    if not text.strip():
        raise FileRefused(f"Файл «{name}» пустой.", Reason.FILE_EMPTY)
    return text


def _not_text(name: str) -> FileRefused:
    return FileRefused(
        f"Файл «{name}» — не таблица и не текст с вопросами: пришлите книгу Excel, CSV, GIFT, Aiken или XML.",
        Reason.NOT_A_BANK,
    )


def _decoded(name: str, content: bytes, declared: str | None) -> str:
    guesses = ("utf-16",) if content.startswith(_UTF16) else ("utf-8-sig", "cp1251")
    for encoding in (declared,) if declared else guesses:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileRefused(
        f"Кодировка файла «{name}» не распознана: сохраните его в UTF-8.", Reason.ENCODING_UNKNOWN
    )
