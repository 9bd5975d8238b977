"""Everything around the routes, from the outside in."""

from time import monotonic

from dishka import AsyncContainer
from dishka.integrations.fastapi import setup_dishka
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from pydantic import SecretStr
from starlette.middleware.cors import CORSMiddleware

from serving.api.metrics import RequestMetrics
from serving.api.middlewares.body_limit import BodyLimit
from serving.api.middlewares.buckets import Buckets, Rate
from serving.api.middlewares.idempotency import Idempotency
from serving.api.middlewares.rate_limits import RateLimits
from serving.api.middlewares.request_log import RequestLog
from serving.sealing import Sealing
from serving.settings import Settings

TOLD = (
    "X-Request-Id",
    "Retry-After",
    "RateLimit-Limit",
    "RateLimit-Remaining",
    "RateLimit-Reset",
    "Idempotency-Replayed",
)


def surround(app: FastAPI, container: AsyncContainer, settings: Settings) -> None:
    """Once every route is there. What is added last is the outermost."""
    secret = settings.secret_key or SecretStr("")
    app.state.metrics = RequestMetrics.new()
    app.add_middleware(Idempotency, sealing=Sealing(secret, "idempotency"))
    setup_dishka(container, app)
    app.add_middleware(
        RateLimits,
        buckets=Buckets(monotonic),
        student=rate(settings, settings.student_requests_per_minute),
        address=rate(settings, settings.address_requests_per_minute),
    )
    app.add_middleware(BodyLimit)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "Idempotency-Key", "X-Request-Id"],
            expose_headers=TOLD,
        )
    app.add_middleware(RequestLog, templates=templates(app), metrics=app.state.metrics, secret=secret)


def rate(settings: Settings, per_minute: int) -> Rate:
    """Simulated students are in a hurry."""
    return Rate(0 if settings.simulated_students else per_minute)


def templates(app: FastAPI) -> dict[object, str]:
    """The whole template of each endpoint's path, with the prefixes of its routers."""
    return {
        context.endpoint: context.path
        for context in iter_route_contexts(app.routes)
        if context.endpoint is not None and context.path is not None
    }
