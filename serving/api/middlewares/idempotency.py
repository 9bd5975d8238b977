"""A write that is repeated with its Idempotency-Key has its effect once and its answer again.

The answer is stored in the transaction of the effect, so there is never one without the other.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from http import HTTPStatus

from dishka import AsyncContainer
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from serving.api.errors import report_outage
from serving.api.identity import bearer_token
from serving.api.middlewares.requests import WRITES, again, header, whole_body
from serving.api.problems import problem
from serving.core.errors import TokenRefused
from serving.core.identity import Actor, Address, Clock, StudentId
from serving.db.repositories.idempotency_keys import SqlIdempotencyKeys, StoredAnswer
from serving.db.unit_of_work import OUTAGES, Transaction
from serving.sealing import Sealing

HEADER = "Idempotency-Key"
KEPT = timedelta(hours=24)


@dataclass(slots=True)
class Captured:
    """A response that is not sent yet."""

    messages: list[Message] = field(default_factory=list)

    async def send(self, message: Message) -> None:
        self.messages.append(message)

    @property
    def status(self) -> int:
        return int(self.messages[0]["status"])

    @property
    def headers(self) -> dict[str, str]:
        pairs: list[tuple[bytes, bytes]] = self.messages[0]["headers"]
        return {name.decode("latin-1"): value.decode("latin-1") for name, value in pairs}

    @property
    def body(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self.messages[1:])


@dataclass(frozen=True, slots=True)
class Idempotency:
    app: ASGIApp
    sealing: Sealing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = header(scope, HEADER) if scope["type"] == "http" and scope["method"] in WRITES else None
        if key is None:
            await self.app(scope, receive, send)
            return
        if not 1 <= len(key) <= 255 or not key.isprintable():
            detail = f"{HEADER} takes 1 to 255 printable characters."
            response: Response = problem(HTTPStatus.UNPROCESSABLE_ENTITY, "idempotency_key_malformed", detail)
            await response(scope, receive, send)
            return
        try:
            messages = await self._answered(key, scope, receive)
        except OUTAGES as error:
            response = await report_outage(Request(scope), error)
            await response(scope, receive, send)
            return
        for message in messages:
            await send(message)

    async def _answered(self, key: str, scope: Scope, receive: Receive) -> list[Message]:
        container: AsyncContainer = scope["state"]["dishka_container"]
        captured = Captured()
        try:
            student_id = await acting(Request(scope), container)
        except TokenRefused:
            await self.app(scope, receive, captured.send)
            return captured.messages
        body = await whole_body(receive) or b""
        owner = f"student {student_id}" if student_id else f"address {await container.get(Address)}"
        name = f"{owner}\n{scope['method']} {scope['path']}\n{key}"
        request = sha256(scope["query_string"] + b"\n" + body).hexdigest()
        keys = await container.get(SqlIdempotencyKeys)
        response = await self._stored(keys, name, request, await container.get(Clock))
        if response is not None:
            await response(scope, receive, captured.send)
            return captured.messages
        await self._first_time(container, name, request, student_id, scope, again(body, receive), captured)
        return captured.messages

    async def _stored(
        self, keys: SqlIdempotencyKeys, name: str, request: str, clock: Clock
    ) -> Response | None:
        if not await keys.lock(self.sealing.digest(name)):
            detail = "A request with this key is being answered."
            return problem(HTTPStatus.CONFLICT, "idempotency_key_in_use", detail, {"Retry-After": "1"})
        stored = await keys.find(self.sealing.digest(name), clock())
        if stored is None:
            return None
        if stored.request_sha256 != request:
            detail = "The key was used with another body."
            return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "idempotency_key_reused", detail)
        body = self.sealing.open(name, stored.body)
        return Response(body, stored.status, stored.headers | {"Idempotency-Replayed": "true"})

    async def _first_time(
        self,
        container: AsyncContainer,
        name: str,
        request: str,
        student_id: StudentId | None,
        scope: Scope,
        receive: Receive,
        captured: Captured,
    ) -> None:
        """A refusal is not stored: it had no effect, and another time the request may succeed."""
        work = await container.get(Transaction)
        work.held = True
        await self.app(scope, receive, captured.send)
        work.held = False
        if captured.status < HTTPStatus.BAD_REQUEST:
            keys, clock = await container.get(SqlIdempotencyKeys), await container.get(Clock)
            answer = StoredAnswer(
                request, captured.status, captured.headers, self.sealing.seal(name, captured.body)
            )
            await keys.store(self.sealing.digest(name), student_id, answer, clock() + KEPT)
            await work.commit()
        elif work.wanted and captured.status < HTTPStatus.INTERNAL_SERVER_ERROR:
            await work.commit()


async def acting(request: Request, container: AsyncContainer) -> StudentId | None:
    return None if bearer_token(request) is None else (await container.get(Actor)).student_id
