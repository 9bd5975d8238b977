"""Cursors of lists: where the next page begins, in a form that clients only hand back."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from typing import Annotated, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel, TypeAdapter, ValidationError

from serving.core.errors import CursorMalformed

Item = TypeVar("Item")
Key = tuple[int | str, ...]
"""The values by which a list is ordered, of the last item shown."""

KEY: TypeAdapter[Key] = TypeAdapter(Key)
MOST = 100

Cursor = Annotated[str | None, Query(max_length=500, description="`next_cursor` of the page before")]
Limit = Annotated[int, Query(ge=1, le=MOST)]


class Page(BaseModel, Generic[Item]):
    """`next_cursor` is null on the last page."""

    items: list[Item]
    next_cursor: str | None


def cursor_of(*key: int | str) -> str:
    return urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def key_of(cursor: str) -> Key:
    """Raises CursorMalformed."""
    try:
        return KEY.validate_json(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)), strict=True)
    except (ValueError, ValidationError) as error:
        raise CursorMalformed from error


def number_of(cursor: str | None) -> int:
    """Of a list ordered by one number that counts from 1."""
    match key_of(cursor) if cursor else (0,):
        case (int(number),) if 0 <= number < 1 << 63:
            return number
        case _:
            raise CursorMalformed


def pair_of(cursor: str | None) -> tuple[int, int]:
    """Of a list ordered by two numbers that count from 1."""
    match key_of(cursor) if cursor else (0, 0):
        case (int(first), int(second)) if 0 <= first < 1 << 63 and 0 <= second < 1 << 31:
            return first, second
        case _:
            raise CursorMalformed


def page_of(items: Sequence[Item], limit: int, key: Key | None) -> Page[Item]:
    """Of `items`, fetched one more than `limit`; `key` is that of the last item of the page."""
    more = len(items) > limit and key is not None
    return Page(items=list(items[:limit]), next_cursor=cursor_of(*key) if more and key else None)
