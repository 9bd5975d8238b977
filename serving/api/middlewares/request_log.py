"""One line of log, one measurement and one id for every request."""

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from hmac import digest
from http import HTTPStatus
from time import perf_counter
from uuid import uuid4

import structlog
from pydantic import SecretStr
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from serving.api.metrics import RequestMetrics
from serving.api.middlewares.requests import header, route_of
from serving.api.problems import problem
from serving.logs import logger_named, outcome

logger = logger_named("serving.requests")

HEADER = "X-Request-Id"
GOOD_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


@dataclass(frozen=True, slots=True)
class RequestLog:
    """Also the last resort: a bug is logged with its traceback and told without."""

    app: ASGIApp
    templates: dict[object, str]
    metrics: RequestMetrics
    secret: SecretStr

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started, sent = perf_counter(), Sent(given_id(scope), send)
        state = scope.setdefault("state", {})
        with structlog.contextvars.bound_contextvars(request_id=sent.request_id):
            try:
                await self.app(scope, receive, sent.send)
            except Exception as error:
                logger.exception("a request failed", exc_info=error)
                await sent.failure(scope, receive)
            self._note(scope, state, sent.status, perf_counter() - started)

    def _note(self, scope: Scope, state: dict[str, object], status: int, seconds: float) -> None:
        route = route_of(scope, self.templates)
        self.metrics.observe(scope["method"], route, status, seconds)
        student = state.get("student_id")
        logger.info(
            "request",
            method=scope["method"],
            route=route,
            status=status,
            milliseconds=round(seconds * 1000, 2),
            outcome=outcome(status),
            student=None if student is None else hashed(self.secret.get_secret_value(), str(student)),
        )


@lru_cache(maxsize=10_000)
def hashed(secret: str, student: str) -> str:
    return digest(secret.encode(), student.encode(), sha256).hex()[:16]


@dataclass(slots=True)
class Sent:
    request_id: str
    forward: Send
    status: int = 0
    """0 until an answer begins."""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            MutableHeaders(scope=message)[HEADER] = self.request_id
        await self.forward(message)

    async def failure(self, scope: Scope, receive: Receive) -> None:
        if self.status == 0:
            detail = "Something broke; it has been logged."
            broken = problem(HTTPStatus.INTERNAL_SERVER_ERROR, "internal_error", detail)
            await broken(scope, receive, self.send)
        self.status = HTTPStatus.INTERNAL_SERVER_ERROR


def given_id(scope: Scope) -> str:
    """The caller's, when it is harmless in a log."""
    given = header(scope, HEADER) or ""
    return given if GOOD_ID.fullmatch(given) else uuid4().hex
