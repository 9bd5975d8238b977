"""A released bank as the content of one file."""

import io
from collections.abc import Sequence
from pathlib import PurePath
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from pipelines.banks.report import CheckedQuestion
from pipelines.banks.writers.gift import write_gift
from pipelines.banks.writers.moodle_xml import write_moodle_xml
from pipelines.banks.writers.pictures import ReleasedPictures
from pipelines.banks.writers.unwritable import Unwritable
from pipelines.banks.writers.workbook import write_workbook

_FORMATS = (".xlsx", ".gift", ".xml")


def format_of(name: str) -> str:
    """The suffix of the bank, in a zip that of the file inside. Raises Unwritable for another one."""
    path = PurePath(name.lower())
    suffix = PurePath(path.stem).suffix if path.suffix == ".zip" else path.suffix
    if suffix not in _FORMATS:
        known = ", ".join(_FORMATS)
        raise Unwritable(f"«{name}» names no format: end it with {known}, or with .zip after one of them.")
    return suffix


def write_bank(
    name: str, questions: Sequence[CheckedQuestion], pictures: ReleasedPictures, subject: str
) -> bytes:
    """The format is that of the name; a zip brings the pictures along. Raises Unwritable."""
    match format_of(name):
        case ".xlsx":
            content = write_workbook(questions, pictures, subject)
        case ".gift":
            content = write_gift(questions, pictures).encode()
        case _:
            content = write_moodle_xml(questions, pictures).encode()
    path = PurePath(name)
    return _zipped(path.stem, content, pictures) if path.suffix.lower() == ".zip" else content


def _zipped(name: str, content: bytes, pictures: ReleasedPictures) -> bytes:
    archive = io.BytesIO()
    with ZipFile(archive, "w") as parts:
        parts.writestr(_entry(name), content, ZIP_DEFLATED)
        for sha256, picture in pictures.contents.items():
            parts.writestr(_entry(f"pictures/{pictures.name(sha256)}"), picture, ZIP_STORED)
    return archive.getvalue()


def _entry(name: str) -> ZipInfo:
    """Of no date, so that two exports of a bank are equal; readable where it is unpacked."""
    entry = ZipInfo(name)
    entry.external_attr = 0o644 << 16
    return entry
