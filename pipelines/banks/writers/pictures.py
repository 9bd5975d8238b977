"""The pictures of a released bank; the bank itself knows only their hashes."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipelines.banks.photos import picture_suffix, read_photos
from pipelines.banks.report import CheckedQuestion


@dataclass(frozen=True, slots=True)
class ReleasedPictures:
    """Contents by their sha256 in hex."""

    contents: Mapping[str, bytes]

    def name(self, sha256: str) -> str:
        """The same for the same picture, so that two exports of a bank are equal."""
        return f"{sha256[:20]}{picture_suffix(self.contents.get(sha256, b'')) or '.png'}"

    def missing(self, questions: Iterable[CheckedQuestion]) -> int:
        return len(_wanted(questions) - set(self.contents))


def pictures_in(folder: Path | None, questions: Iterable[CheckedQuestion]) -> ReleasedPictures:
    """Those that the questions show, whatever the files are called. Raises FileRefused without the folder."""
    wanted = _wanted(questions)
    read = (picture.read() for picture in read_photos(folder).files.values())
    found = {hashlib.sha256(content).hexdigest(): content for content in read}
    return ReleasedPictures({sha256: found[sha256] for sha256 in sorted(wanted & set(found))})


def _wanted(questions: Iterable[CheckedQuestion]) -> set[str]:
    return {one.question.photo for one in questions if one.question.photo is not None}
