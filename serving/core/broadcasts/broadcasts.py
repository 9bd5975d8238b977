"""What is sent, to whom, and how far it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, NewType, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from serving.core.roles.roles import Role

BroadcastId = NewType("BroadcastId", int)

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
"""Of a message and of a picture in Telegram, in UTF-16 units."""


class Channel(StrEnum):
    TELEGRAM = "telegram"
    EMAIL = "email"
    INBOX = "inbox"


class BroadcastState(StrEnum):
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    RUNNING = "running"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    DONE = "done"


class DeliveryState(StrEnum):
    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    BLOCKED = "blocked"
    FAILED = "failed"
    UNKNOWN = "unknown"
    """Whether it arrived was never heard; it is not sent again unless somebody asks."""
    CANCELLED = "cancelled"


class Guarantee(StrEnum):
    AT_MOST_ONCE = "at_most_once"
    AT_LEAST_ONCE = "at_least_once"


def _web_address(url: str) -> str:
    if not url.startswith(("https://", "http://")):
        raise ValueError("an address of the web begins with https://")
    return url


class Button(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]
    url: Annotated[str, StringConstraints(max_length=2000), AfterValidator(_web_address)]


Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]


class Content(BaseModel):
    """`photo` is the SHA-256 of a picture that is kept with those of the questions."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Title
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
    photo: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")] | None = None
    buttons: Annotated[tuple[Button, ...], Field(max_length=8)] = ()

    @model_validator(mode="after")
    def fits(self) -> Self:
        most = LONGEST_CAPTION if self.photo else LONGEST_TEXT
        if (units := len(self.text.encode("utf-16-le")) // 2) > most:
            raise ValueError(f"the text has {units} characters; Telegram takes {most}")
        return self


class Audience(BaseModel):
    """All who fit every condition; without any, everybody who can be reached and did not opt out.

    `contest`: those who may take part in it without a code and study its subject, or asked for a reminder.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    subjects: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    active_days: Annotated[int | None, Field(ge=1, le=3650)] = None
    contest: Annotated[int | None, Field(ge=1, lt=1 << 63)] = None


@dataclass(frozen=True, slots=True)
class Plan:
    content: Content
    channels: tuple[Channel, ...]
    audience: Audience
    guarantee: Guarantee = Guarantee.AT_MOST_ONCE


@dataclass(frozen=True, slots=True)
class Broadcast:
    """`reason`: why it paused by itself. `confirmed`: how many students, as typed by who confirmed."""

    id: BroadcastId
    plan: Plan
    state: BroadcastState
    confirmed: int | None
    reason: str | None
    created_at: datetime
    scheduled_at: datetime | None
    started_at: datetime | None
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class Reach:
    """Students whom the channels reach, and how long it takes, in seconds."""

    students: int
    by_channel: Mapping[Channel, int]
    seconds: int


@dataclass(frozen=True, slots=True)
class Report:
    broadcast: Broadcast
    counts: Mapping[Channel, Mapping[DeliveryState, int]]
    errors: Mapping[str, int]
    """The most frequent ones."""
