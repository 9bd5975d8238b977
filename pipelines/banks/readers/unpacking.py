"""A zip of one file with questions and the pictures that it names."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from zipfile import ZipFile, ZipInfo

from pipelines.banks.photos import PictureFile
from pipelines.banks.readers.archive import DAMAGED, ENCRYPTED, swells_too_much
from pipelines.banks.readers.entries import Entry, entries
from pipelines.banks.refusal import FileRefused, Reason

MOST_ENTRIES = 10_000
_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_BOOK_SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm")
_BOOK_PART = "xl/workbook.xml"
_BANKS = frozenset((".csv", ".tsv", ".xlsx", ".xlsm", ".gift", ".aiken", ".xml", ".txt"))
_PICTURES = frozenset((".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".svg", ".tif", ".tiff", ".heic"))
_ARCHIVES = frozenset((".zip", ".rar", ".7z", ".gz", ".tar"))


@dataclass(frozen=True, slots=True)
class Unpacked:
    """`name` and `content` are of the file with questions."""

    name: str
    content: bytes
    pictures: Sequence[PictureFile]


def is_archive(name: str, content: bytes) -> bool:
    """A workbook is a zip as well."""
    if not content.startswith(_STARTS) or PurePosixPath(name).suffix.lower() in _BOOK_SUFFIXES:
        return False
    return _BOOK_PART not in {entry.path for entry in _entries(name, content)}


def unpack(name: str, content: bytes) -> Unpacked:
    """Raises FileRefused, later also by the pictures that cannot be read."""
    listed = _entries(name, content)
    _refuse_unsafe(name, [entry.info for entry in listed])
    banks = _banks(listed)
    if len(banks) != 1:
        names = ", ".join(f"«{entry.name}»" for entry in banks[:5]) or "ни одного"
        raise FileRefused(
            f"В архиве «{name}» нужен один файл с вопросами, а в нём: {names}.",
            Reason.ARCHIVE_OF_SEVERAL_BANKS,
        )
    pictures = [entry for entry in listed if entry.suffix in _PICTURES]
    _refuse_namesakes(name, pictures)
    read = _reader(name, content)
    return Unpacked(
        banks[0].name,
        read(banks[0].info),
        [PictureFile(one.name, one.info.file_size, _later(read, one.info)) for one in pictures],
    )


def _entries(name: str, content: bytes) -> Sequence[Entry]:
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            return entries(name, archive.infolist())
    except DAMAGED as error:
        raise _damaged(name) from error


def _refuse_unsafe(name: str, parts: Sequence[ZipInfo]) -> None:
    if len(parts) > MOST_ENTRIES:
        raise FileRefused(
            f"В архиве «{name}» больше {MOST_ENTRIES} файлов: разделите его на части.", Reason.ARCHIVE_SWELLS
        )
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise FileRefused(
            f"Архив «{name}» защищён паролем: снимите защиту и пришлите снова.", Reason.ENCRYPTED
        )
    if any(PurePosixPath(part.filename).suffix.lower() in _ARCHIVES for part in parts):
        raise FileRefused(f"В архиве «{name}» лежит другой архив: распакуйте его.", Reason.ARCHIVE_IN_ARCHIVE)
    if swells_too_much(parts):
        raise FileRefused(
            f"Архив «{name}» распаковывается в слишком большой объём: пришлите только вопросы.",
            Reason.ARCHIVE_SWELLS,
        )


def _banks(listed: Sequence[Entry]) -> Sequence[Entry]:
    """A text beside a bank of another format is a note."""
    banks = [entry for entry in listed if entry.suffix in _BANKS]
    return [entry for entry in banks if entry.suffix != ".txt"] or banks


def _refuse_namesakes(name: str, pictures: Sequence[Entry]) -> None:
    """Copies of one picture are no trouble; which of two different ones is meant, nobody can tell."""
    seen: dict[str, tuple[int, int]] = {}
    for entry in pictures:
        content = (entry.info.CRC, entry.info.file_size)
        if seen.setdefault(entry.name.lower(), content) != content:
            raise FileRefused(
                f"В архиве «{name}» две разные картинки «{entry.name}»: переименуйте одну.",
                Reason.PHOTO_TWICE,
            )


def _reader(name: str, content: bytes) -> Callable[[ZipInfo], bytes]:
    def read(part: ZipInfo) -> bytes:
        try:
            with ZipFile(io.BytesIO(content)) as archive:
                return archive.read(part)
        except DAMAGED as error:
            raise _damaged(name) from error

    return read


def _later(read: Callable[[ZipInfo], bytes], part: ZipInfo) -> Callable[[], bytes]:
    return lambda: read(part)


def _damaged(name: str) -> FileRefused:
    return FileRefused(f"Архив «{name}» повреждён: соберите его заново.", Reason.ARCHIVE_BROKEN)
