"""What the middlewares read of a request and how they answer by themselves."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

WRITES = {"POST", "PUT", "PATCH", "DELETE"}


def route_of(scope: Scope, templates: dict[object, str]) -> str:
    """The template of the path, never its values."""
    return templates.get(scope.get("endpoint"), "unknown")


async def whole_body(receive: Receive) -> bytes | None:
    """None when the client has gone."""
    parts = []
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        parts.append(message.get("body", b""))
        if not message.get("more_body", False):
            return b"".join(parts)


def again(body: bytes, receive: Receive) -> Receive:
    """Hands the body on as if it had just come."""
    left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive_again() -> Message:
        return left.pop() if left else await receive()

    return receive_again


async def answer(response: Response, scope: Scope, receive: Receive, send: Send) -> None:
    await response(scope, receive, send)


def header(scope: Scope, name: str) -> str | None:
    return Request(scope).headers.get(name)
