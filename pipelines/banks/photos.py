"""Pictures that came with a file, in a folder beside it, or inside of it."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pipelines.banks.refusal import FileRefused, Reason
from serving.core.questions import Kind


class Fault(StrEnum):
    TOO_BIG = "too_big"
    NOT_A_PICTURE = "not_a_picture"


@dataclass(frozen=True, slots=True)
class Photo:
    """`sha256` of the content in hex; None when the picture cannot be taken."""

    name: str
    sha256: str | None
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class PictureFile:
    """`read` gives the content, `size` bytes; it is called only for pictures that a row wants."""

    name: str
    size: int
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Photos:
    """Pictures by their name in lower case."""

    files: Mapping[str, PictureFile]

    def named(self, name: str, most_bytes: int) -> Photo | None:
        file = self.files.get(name.lower())
        return None if file is None else photo_of(file, most_bytes)

    def of_question(self, number: str, kind: Kind | None, most_bytes: int) -> Photo | None:
        """A row that only says it has a picture: the file is called `1143.png` or `1143 ONE.png`."""
        tag = "" if kind is None else kind.value.replace("_", "")
        for name in self.files:
            stem, _, mark = name.rpartition(".")[0].partition(" ")
            if number and stem == number and re.sub(r"[^a-z]", "", mark) in ("", tag):
                return self.named(name, most_bytes)
        return None

    def unused(self, used: Iterator[Photo]) -> Sequence[str]:
        names = {photo.name for photo in used}
        return [file.name for file in self.files.values() if file.name not in names]

    def joined(self, others: "Photos") -> "Photos":
        """Of two pictures of one name, ours."""
        return Photos({**others.files, **self.files})


def photos_of(files: Iterable[PictureFile]) -> Photos:
    return Photos({file.name.lower(): file for file in files})


def read_photos(folder: Path | None) -> Photos:
    if folder is None:
        return Photos({})
    if not folder.is_dir():
        raise FileRefused(f"Папки с картинками «{folder.name}» нет.", Reason.PHOTOS_MISSING)
    files = (file for file in sorted(folder.iterdir()) if file.is_file() and not file.name.startswith("."))
    return photos_of(PictureFile(file.name, file.stat().st_size, file.read_bytes) for file in files)


def photo_of(file: PictureFile, most_bytes: int) -> Photo:
    if file.size > most_bytes:
        return Photo(file.name, None, Fault.TOO_BIG)
    content = file.read()
    if picture_suffix(content) is None:
        return Photo(file.name, None, Fault.NOT_A_PICTURE)
    return Photo(file.name, hashlib.sha256(content).hexdigest())


def picture_suffix(content: bytes) -> str | None:
    """png, jpg or webp by content, whatever the name says; None for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return ".png"
    if content.startswith(b"\xff\xd8\xff"):
        return ".jpg"
    return ".webp" if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else None
