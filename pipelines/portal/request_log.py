"""One line of log for every request of the departments' page, of the same shape as the API's."""

from dataclasses import dataclass
from time import perf_counter
from uuid import uuid4

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from serving.logs import logger_named, outcome

BROKEN = 500
logger = logger_named("portal.requests")


@dataclass(frozen=True, slots=True)
class RequestLog:
    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started, status = perf_counter(), BROKEN

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, sent)
        finally:
            logger.info(
                "request",
                method=scope["method"],
                route=_route(scope),
                status=status,
                milliseconds=round((perf_counter() - started) * 1000, 2),
                outcome=outcome(status),
                request_id=uuid4().hex,
            )


def _route(scope: Scope) -> str:
    """The template of the path, never its values."""
    return getattr(scope.get("route"), "path", "") or "unknown"
