"""What a browser sends becomes files on disk: banks, pictures, and archives of both."""

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO
from zipfile import ZipFile

from pipelines.banks.readers.archive import DAMAGED, ENCRYPTED, swells_too_much
from pipelines.banks.readers.entries import entries
from pipelines.banks.refusal import FileRefused
from pipelines.portal import texts
from pipelines.portal.submissions.store import BANKS, PHOTOS, PROFILE

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".svg", ".heic", ".tif", ".tiff"})
LONGEST_NAME = 100
MOST_MEMBERS = 3000
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*]')


@dataclass(frozen=True, slots=True)
class Incoming:
    name: str
    content: IO[bytes]


def take_in(incoming: Sequence[Incoming], folder: Path) -> None:
    """Raises FileRefused for what cannot be told apart or unpacked, and when nothing holds questions."""
    for file in incoming:
        if _is_archive(file.content):
            _unpack(file, folder)
        else:
            _write(file, folder)
    if not any((folder / BANKS).iterdir()):
        raise FileRefused(texts.NO_BANKS)
    if len(list((folder / PROFILE).iterdir())) > 1:
        raise FileRefused(texts.SEVERAL_PROFILES)


def _write(file: Incoming, folder: Path) -> None:
    name = _safe_name(file.name)
    target = folder / _part(name) / name
    if target.exists():
        raise FileRefused(texts.file_twice(name))
    with target.open("xb") as written:
        shutil.copyfileobj(file.content, written)


def _part(name: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    return PHOTOS if suffix in PICTURES else PROFILE if suffix == ".toml" else BANKS


def _safe_name(name: str) -> str:
    """The last part of the path, without what a file system or a page could stumble over."""
    path = PurePosixPath(_UNSAFE.sub("", PurePosixPath(name.replace("\\", "/")).name).strip(" ."))
    return f"{path.stem[:LONGEST_NAME]}{path.suffix[:10]}" or "file"


def _is_archive(content: IO[bytes]) -> bool:
    """A zip that is not a workbook; one that cannot be opened is left to the check of banks."""
    try:
        with ZipFile(content) as archive:
            return "xl/workbook.xml" not in archive.namelist()
    except DAMAGED:
        return False
    finally:
        content.seek(0)


def _unpack(file: Incoming, folder: Path) -> None:
    """Here and not by the check, so that its pictures can be shown, and so that it may hold several banks."""
    with ZipFile(file.content) as archive:
        members = entries(file.name, archive.infolist())
        infos = [member.info for member in members]
        if any(info.flag_bits & ENCRYPTED for info in infos):
            raise FileRefused(texts.archive_broken(file.name))
        if len(infos) > MOST_MEMBERS or swells_too_much(infos):
            raise FileRefused(texts.archive_too_large(file.name))
        try:
            for member in members:
                with archive.open(member.info) as content:
                    _write(Incoming(member.name, content), folder)
        except DAMAGED as error:
            raise FileRefused(texts.archive_broken(file.name)) from error
