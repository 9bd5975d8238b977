"""A workbook is a zip: what must be seen before it is opened."""

import io
import zlib
from collections.abc import Sequence
from zipfile import BadZipFile, ZipFile, ZipInfo

from pipelines.banks.refusal import FileRefused, Reason

LARGEST_UNPACKED = 300 * 1024 * 1024
LARGEST_RATIO = 200
"""Sheets of real banks unpack to 5-20 times their size."""

_SMALL_PART = 1024 * 1024
ENCRYPTED = 0x1
DAMAGED = (BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError)
"""What zipfile raises for content that is cut, changed, encrypted or packed in another way."""


def inspect(name: str, content: bytes) -> None:
    """Raises FileRefused for an archive that is not a workbook, or is not safe to unpack."""
    parts = _parts(name, content)
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        raise FileRefused(
            f"Архив «{name}» — не книга Excel: пришлите .xlsx или CSV.", Reason.ARCHIVE_WITHOUT_BANK
        )
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise FileRefused(
            f"Книга «{name}» защищена паролем: снимите защиту и пришлите снова.", Reason.ENCRYPTED
        )
    if any(part.endswith("vbaProject.bin") for part in names):
        raise FileRefused(
            f"В книге «{name}» есть макросы: сохраните её как .xlsx без макросов.", Reason.MACROS
        )
    if swells_too_much(parts):
        raise FileRefused(
            f"Книга «{name}» распаковывается в слишком большой объём: пришлите только вопросы.",
            Reason.ARCHIVE_SWELLS,
        )


def _parts(name: str, content: bytes) -> Sequence[ZipInfo]:
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            return archive.infolist()
    except (BadZipFile, OSError, ValueError) as error:
        raise FileRefused(
            f"Книга «{name}» повреждена: откройте её в Excel и сохраните заново.", Reason.WORKBOOK_BROKEN
        ) from error


def swells_too_much(parts: Sequence[ZipInfo]) -> bool:
    """By the sizes that the archive names; more than that is never unpacked."""
    return sum(part.file_size for part in parts) > LARGEST_UNPACKED or any(map(_swells, parts))


def _swells(part: ZipInfo) -> bool:
    return part.file_size > _SMALL_PART and part.file_size > LARGEST_RATIO * max(part.compress_size, 1)
