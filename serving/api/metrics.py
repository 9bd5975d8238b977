"""Prometheus: how many requests, how long they took, and how they ended."""

from dataclasses import dataclass
from typing import Self

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest

router = APIRouter(include_in_schema=False)

BUCKETS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class RequestMetrics:
    registry: CollectorRegistry
    requests: Counter
    seconds: Histogram

    @classmethod
    def new(cls) -> Self:
        registry = CollectorRegistry()
        labels = ("method", "route")
        return cls(
            registry,
            Counter("apo_requests", "Requests", (*labels, "status"), registry=registry),
            Histogram("apo_request_seconds", "Seconds", labels, buckets=BUCKETS, registry=registry),
        )

    def observe(self, method: str, route: str, status: int, seconds: float) -> None:
        self.requests.labels(method, route, str(status)).inc()
        self.seconds.labels(method, route).observe(seconds)


@router.get("/metrics")
async def metrics(request: Request) -> Response:
    measured: RequestMetrics = request.app.state.metrics
    return Response(generate_latest(measured.registry), media_type=CONTENT_TYPE_LATEST)
