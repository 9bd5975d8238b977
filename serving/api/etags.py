"""Answers that a client may keep, and ask whether they are still so."""

from hashlib import sha256
from http import HTTPStatus
from typing import Annotated

from fastapi import Header
from fastapi.responses import Response
from pydantic import TypeAdapter

IfNoneMatch = Annotated[str, Header(max_length=2000)]
NOT_MODIFIED: dict[int | str, dict[str, object]] = {
    HTTPStatus.NOT_MODIFIED: {"description": "What the client has is still so."}
}


def matches(if_none_match: str, tag: str) -> bool:
    return if_none_match == "*" or f'"{tag}"' in if_none_match


def kept_for_a_minute(body: object, adapter: TypeAdapter[object], if_none_match: str) -> Response:
    """For everybody alike, so that caches on the way may keep it too."""
    content = adapter.dump_json(body)
    tag = sha256(content).hexdigest()[:32]
    headers = {"ETag": f'"{tag}"', "Cache-Control": "public, max-age=60"}
    if matches(if_none_match, tag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(content, headers=headers, media_type="application/json")
