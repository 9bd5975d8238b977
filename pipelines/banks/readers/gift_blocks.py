"""A GIFT file as blocks between empty lines, with the category and the tags that stand before each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_LINE_END = re.compile(r"\r\n?|\n")
_CATEGORY = re.compile(r"\s*\$CATEGORY:(.*)", re.IGNORECASE)
_TAG = re.compile(r"\[tag:((?:\\.|[^\]\\])*)\]")
_ESCAPED = re.compile(r"\\(.)")
_BRACES = re.compile(r"(?<!\\)(?:\\\\)*([{}])")
_ANSWERS = re.compile(r"\s*[=~}#%]")
_TITLE = re.compile(r"\s*::")


@dataclass(slots=True)
class Block:
    """`line` is the number of the first line of the question itself."""

    line: int
    category: str
    tags: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def blocks(text: str) -> Iterator[Block]:
    """A question ends at an empty line, unless its answers are still open and go on below it."""
    reading = _Reading()
    for number, line in enumerate([*_LINE_END.split(text), ""], start=1):
        if finished := reading.take(number, line):
            yield finished
    if finished := reading.finish():
        yield finished


@dataclass(slots=True)
class _Reading:
    category: str = ""
    tags: list[str] = field(default_factory=list)
    block: Block | None = None
    depth: int = 0
    parted: bool = False

    def take(self, number: int, line: str) -> Block | None:
        """The block that ends before this line, if any."""
        if not line.strip():
            self.parted = True
            return self.finish() if self.depth <= 0 else None
        if line.lstrip().startswith("//"):
            tags = self.block.tags if self.block else self.tags
            tags.extend(_ESCAPED.sub(r"\1", tag) for tag in _TAG.findall(line))
            return None
        ended = self.finish() if self._begins_another(line) else None
        if category := _CATEGORY.fullmatch(line):
            self.category = category[1].strip()
        else:
            self._add(number, line)
        return ended

    def finish(self) -> Block | None:
        ended, self.block, self.depth = self.block, None, 0
        return ended

    def _begins_another(self, line: str) -> bool:
        if self.block is None:
            return False
        if self.depth > 0:
            return self.parted and not _ANSWERS.match(line)
        return bool(_CATEGORY.fullmatch(line)) or (self.depth < 0 and bool(_TITLE.match(line)))

    def _add(self, number: int, line: str) -> None:
        if self.block is None:
            self.block, self.tags = Block(number, self.category, self.tags), []
        self.block.lines.append(line)
        self.parted = False
        for brace in _BRACES.findall(line):
            self.depth = 1 if brace == "{" else -1
