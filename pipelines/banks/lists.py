"""Several values in one cell: «Волга; река Волга», with «\\;» for a semicolon that is part of a value."""

import re
from collections.abc import Iterable

_SEMICOLON = re.compile(r"(?<!\\)(\\*);")


def split_list(written: str) -> tuple[str, ...]:
    """Trimmed, without the empty ones. Backslashes mean something only right before a semicolon."""
    items: list[str] = []
    current, end = "", 0
    for found in _SEMICOLON.finditer(written):
        literal, escaped = divmod(len(found[1]), 2)
        current += written[end : found.start()] + "\\" * literal
        end = found.end()
        if escaped:
            current += ";"
        else:
            items.append(current)
            current = ""
    items.append(current + written[end:])
    return tuple(item for item in map(str.strip, items) if item)


def join_list(items: Iterable[str]) -> str:
    """What `split_list` takes apart again."""
    escaped = [_SEMICOLON.sub(r"\1\1\\;", item) for item in items]
    return "; ".join([*map(_ended, escaped[:-1]), *escaped[-1:]])


def _ended(item: str) -> str:
    """Backslashes at the end would make the next semicolon a part of the item."""
    return item + "\\" * (len(item) - len(item.rstrip("\\")))
