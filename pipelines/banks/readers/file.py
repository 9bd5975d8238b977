"""A file of a department on disk."""

from dataclasses import dataclass
from pathlib import Path

from pipelines.banks.photos import Photos, photos_of
from pipelines.banks.profile import UNDECLARED, Profile
from pipelines.banks.readers.formats import read_format
from pipelines.banks.readers.listing import Listing
from pipelines.banks.readers.table import Table
from pipelines.banks.readers.unpacking import is_archive, unpack
from pipelines.banks.refusal import FileRefused, Reason

LARGEST_FILE = 100 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class BankFile:
    """`photos` are those that came in the same archive."""

    bank: Table | Listing
    photos: Photos


def read_file(file: Path, profile: Profile = UNDECLARED) -> BankFile:
    """Raises FileRefused when the file is not a bank."""
    content = _content(file)
    if is_archive(file.name, content):
        unpacked = unpack(file.name, content)
        return BankFile(read_format(unpacked.name, unpacked.content, profile), photos_of(unpacked.pictures))
    return BankFile(read_format(file.name, content, profile), photos_of(()))


def _content(file: Path) -> bytes:
    if file.is_dir():
        raise FileRefused(f"«{file.name}» — папка, а нужен файл с вопросами.", Reason.FILE_IS_FOLDER)
    if not file.is_file():
        raise FileRefused(f"Файла «{file.name}» нет.", Reason.FILE_MISSING)
    size = file.stat().st_size
    if size == 0:
        raise FileRefused(f"Файл «{file.name}» пустой.", Reason.FILE_EMPTY)
    if size > LARGEST_FILE:
        raise FileRefused(f"Файл «{file.name}» больше 100 МБ: разделите его на части.", Reason.FILE_TOO_BIG)
    try:
        return file.read_bytes()
    except OSError as error:
        raise FileRefused(
            f"Файл «{file.name}» не читается: {error.strerror}.", Reason.FILE_UNREADABLE
        ) from error
