"""The files of an archive under the names that people gave them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from zipfile import ZipInfo

from pipelines.banks.refusal import FileRefused, Reason

_UTF8 = 0x800
_OUTSIDE = re.compile(r"^/|^[A-Za-z]:|(?:^|/)\.\.(?:/|$)")
_HIDDEN = re.compile(r"(?:^|/)(?:\.(?!\.?/)|__MACOSX/)")


@dataclass(frozen=True, slots=True)
class Entry:
    path: str
    info: ZipInfo

    @property
    def name(self) -> str:
        return PurePosixPath(self.path).name

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.path).suffix.lower()


def entries(name: str, parts: Iterable[ZipInfo]) -> Sequence[Entry]:
    """Those of the archive `name` without folders and files that systems hide.

    Raises FileRefused for a path that leads out of the archive.
    """
    named = [Entry(_path(part), part) for part in parts]
    for one in named:
        if _OUTSIDE.search(one.path):
            raise FileRefused(
                f"В архиве «{name}» файл «{one.path}» ведёт за пределы архива: соберите архив заново.",
                Reason.ARCHIVE_LEADS_OUTSIDE,
            )
    return [one for one in named if one.name and not one.path.endswith("/") and not _HIDDEN.search(one.path)]


def _path(part: ZipInfo) -> str:
    """Russian Windows writes names in cp866 without saying so, and zipfile takes them for cp437."""
    path = part.filename
    if not part.flag_bits & _UTF8:
        raw = path.encode("cp437", "replace")
        path = _decoded(raw)
    return path.replace("\\", "/")


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp866")
