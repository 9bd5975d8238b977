"""So many requests a minute of one student, and of one address for everybody else."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from serving.api.identity import bearer_token
from serving.api.middlewares.buckets import Buckets, Rate, Taken
from serving.api.problems import problem
from serving.core.account.ports import AccessTokens
from serving.core.errors import TokenRefused

UNLIMITED = ("/healthz", "/readyz", "/metrics")


@dataclass(frozen=True, slots=True)
class RateLimits:
    """A personal token counts with its address, as looking it up is what is limited."""

    app: ASGIApp
    buckets: Buckets
    student: Rate
    address: Rate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in UNLIMITED:
            await self.app(scope, receive, send)
            return
        key, rate = await self._whose(Request(scope))
        if rate.per_minute == 0:
            await self.app(scope, receive, send)
            return
        taken = self.buckets.take(key, rate)
        if taken.allowed:
            await self.app(scope, receive, telling(taken, rate, send))
        else:
            headers = {"Retry-After": str(taken.reset)}
            refusal = problem(HTTPStatus.TOO_MANY_REQUESTS, "rate_limited", "Slow down.", headers)
            await refusal(scope, receive, telling(taken, rate, send))

    async def _whose(self, request: Request) -> tuple[str, Rate]:
        token = bearer_token(request)
        if token is not None:
            tokens = await request.app.state.dishka_container.get(AccessTokens)
            with suppress(TokenRefused):
                return f"student {tokens.read(token, datetime.now(UTC))}", self.student
        return f"address {network(request)}", self.address


def network(request: Request) -> str:
    """One household has one IPv6 prefix."""
    host = "" if request.client is None else request.client.host
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return str(int(address) >> 64) if isinstance(address, IPv6Address) else host


def telling(taken: Taken, rate: Rate, send: Send) -> Send:
    async def send_with_limits(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["RateLimit-Limit"] = str(taken.limit)
            headers["RateLimit-Remaining"] = str(taken.remaining)
            headers["RateLimit-Reset"] = str(taken.reset)
            headers["RateLimit-Policy"] = f"{rate.per_minute};w=60;burst={rate.burst}"
        await send(message)

    return send_with_limits
