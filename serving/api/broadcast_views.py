"""Broadcasts as clients see them."""

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from serving.core.broadcasts.broadcasts import (
    Audience,
    Broadcast,
    BroadcastState,
    Channel,
    Content,
    DeliveryState,
    Guarantee,
    Plan,
    Reach,
    Report,
)


class PlanBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    content: Content
    channels: Annotated[frozenset[Channel], Field(min_length=1)]
    audience: Audience = Audience()
    guarantee: Guarantee = Guarantee.AT_MOST_ONCE

    def plan(self) -> Plan:
        return Plan(self.content, tuple(sorted(self.channels)), self.audience, self.guarantee)


class ConfirmBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    students: Annotated[int, Field(ge=0, lt=1 << 31)]


class ScheduleBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    at: AwareDatetime | None = None


class PictureView(BaseModel):
    sha256: str
    photo_url: str


class CreatedView(BaseModel):
    id: int


class ScheduledView(BaseModel):
    at: datetime


class ResentView(BaseModel):
    messages: int


class ReachView(BaseModel):
    """`seconds`: how long it takes, quiet hours aside."""

    students: int
    by_channel: dict[Channel, int]
    seconds: int


class BroadcastView(BaseModel):
    """`confirmed`: the number of students that was typed. `reason`: why it paused by itself."""

    id: int
    content: Content
    channels: list[Channel]
    audience: Audience
    guarantee: Guarantee
    state: BroadcastState
    confirmed: int | None
    reason: str | None
    created_at: datetime
    scheduled_at: datetime | None
    started_at: datetime | None
    finished_at: datetime | None


class ReportView(BaseModel):
    """`counts` by channel and state; `unknown` may have arrived or not. `errors`: the most frequent."""

    broadcast: BroadcastView
    counts: dict[Channel, dict[DeliveryState, int]]
    errors: dict[str, int]


def reach_view(reach: Reach) -> ReachView:
    return ReachView(students=reach.students, by_channel=dict(reach.by_channel), seconds=reach.seconds)


def broadcast_view(broadcast: Broadcast) -> BroadcastView:
    plan = broadcast.plan
    return BroadcastView(
        id=broadcast.id,
        content=plan.content,
        channels=list(plan.channels),
        audience=plan.audience,
        guarantee=plan.guarantee,
        state=broadcast.state,
        confirmed=broadcast.confirmed,
        reason=broadcast.reason,
        created_at=broadcast.created_at,
        scheduled_at=broadcast.scheduled_at,
        started_at=broadcast.started_at,
        finished_at=broadcast.finished_at,
    )


def report_view(report: Report) -> ReportView:
    counts = {channel: dict(states) for channel, states in report.counts.items()}
    return ReportView(broadcast=broadcast_view(report.broadcast), counts=counts, errors=dict(report.errors))
