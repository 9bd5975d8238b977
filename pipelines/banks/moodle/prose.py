"""The texts of one question of Moodle made plain, with what becomes of the pictures in them."""

import binascii
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from pipelines.banks.readers.markup import read_markup
from pipelines.banks.row import Defect, Trouble

_INLINE = "data:"
INLINE_NAME = "картинка внутри текста"


@dataclass(frozen=True, slots=True)
class Picture:
    """`content` is None for a picture that the text only names."""

    name: str
    content: bytes | None = None


@dataclass(slots=True)
class Prose:
    """A question of ours has one picture, and nothing but its text has pictures."""

    pictures: list[Picture] = field(default_factory=list)
    defects: list[Defect] = field(default_factory=list)

    def text(self, written: str, *, html: bool, files: Mapping[str, bytes] | None = None) -> str:
        """`files` came with the text; one that the text does not show is a picture of it all the same."""
        sent = files or {}
        plain, shown = _plain(written, html)
        found = {
            picture.name: Picture(picture.name, sent.get(picture.name, picture.content)) for picture in shown
        }
        found |= {name: Picture(name, content) for name, content in sent.items() if name not in found}
        self.pictures.extend(found.values())
        if len(found) > 1:
            self.defects.append(Defect(Trouble.SEVERAL_PICTURES, "picture", ", ".join(found)))
        return plain

    def option(self, written: str, column: str, *, html: bool) -> str:
        return self._without_pictures(Trouble.PICTURE_IN_OPTION, written, column, html)

    def explanation(self, written: str, *, html: bool) -> str:
        return self._without_pictures(Trouble.PICTURE_IN_EXPLANATION, written, "explanation", html)

    @property
    def picture(self) -> Picture:
        return self.pictures[0] if self.pictures else Picture("")

    def _without_pictures(self, trouble: Trouble, written: str, column: str, html: bool) -> str:
        plain, shown = _plain(written, html)
        self.defects.extend(Defect(trouble, column, picture.name) for picture in shown)
        return plain


def decoded(written: str) -> bytes:
    """Empty, and so no picture, when it is not base64."""
    try:
        return b64decode("".join(written.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _plain(written: str, html: bool) -> tuple[str, list[Picture]]:
    if not html:
        return written.strip(), []
    marked = read_markup(written)
    return marked.text, [_picture(address) for address in marked.pictures]


def _picture(address: str) -> Picture:
    if address.startswith(_INLINE):
        return Picture(INLINE_NAME, decoded(address.partition(",")[2]))
    path = unquote(address.partition("?")[0]).replace("\\", "/")
    return Picture(path.rpartition("/")[2] or address)
