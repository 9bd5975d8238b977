"""A body larger than any that the API takes is not read."""

from dataclasses import dataclass
from http import HTTPStatus

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from serving.api.middlewares.requests import again, header, whole_body
from serving.api.problems import problem
from serving.core.broadcasts.keep_picture import LARGEST

MOST = 64 * 1024
PICTURES = "/v1/admin/broadcasts/pictures"
"""Where a body is a picture, which may be larger."""


class TooLarge(Exception):
    """More has come than may."""


@dataclass(frozen=True, slots=True)
class BodyLimit:
    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not announced(scope):
            await self.app(scope, receive, send)
            return
        most = LARGEST if scope["path"] == PICTURES else MOST
        try:
            body = None if declared(scope) > most else await whole_body(counted(receive, most))
        except TooLarge:
            body = None
        if body is None:
            detail = f"A body may have {most} bytes."
            refusal = problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "body_too_large", detail)
            await refusal(scope, receive, send)
        else:
            await self.app(scope, again(body, receive), send)


def announced(scope: Scope) -> bool:
    return header(scope, "content-length") is not None or header(scope, "transfer-encoding") is not None


def declared(scope: Scope) -> int:
    length = header(scope, "content-length") or "0"
    return int(length) if length.isdecimal() else 0


def counted(receive: Receive, most: int) -> Receive:
    total = 0

    async def receive_counted() -> Message:
        nonlocal total
        message = await receive()
        total += len(message.get("body", b""))
        if total > most:
            raise TooLarge
        return message

    return receive_counted
