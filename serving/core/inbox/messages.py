"""A message to one student; each platform has its own words for its kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType, Protocol

from pydantic import JsonValue

from serving.core.identity import StudentId

MessageId = NewType("MessageId", int)
Facts = Mapping[str, JsonValue]


class MessageKind(StrEnum):
    REPORT_DECIDED = "report_decided"
    """`question_id`, `version` that was reported, `text` of the question, `decision`."""
    REJUDGED = "rejudged"
    """`question_id`, `text` of the question, `points`: how many were added, or taken if below 0."""
    BROADCAST = "broadcast"
    """`text` as it was sent."""
    CONTEST_RESULTS = "contest_results"
    """`contest_id`, `text`: its title, `place`, `total`: of participants, `points`."""
    DUEL_RESULTS = "duel_results"
    """As those of a contest, when a duel is over; `text`: the title of its subject."""
    CONTEST_REJUDGED = "contest_rejudged"
    """`contest_id`, `text`: its title, `points`: how many were added, or taken if below 0."""
    EXPORT_READY = "export_ready"
    """`export_id`, `name`, `rows`, and `link`, by which the file is taken within 24 hours."""


@dataclass(frozen=True, slots=True)
class Message:
    id: MessageId
    kind: MessageKind
    facts: Facts
    created_at: datetime
    read_at: datetime | None


class Inbox(Protocol):
    async def put(
        self, student_ids: Sequence[StudentId], kind: MessageKind, facts: Facts, now: datetime
    ) -> None: ...

    async def newest(
        self, student_id: StudentId, before: int | None, count: int, *, unread: bool
    ) -> Sequence[Message]:
        """`before` is the id of the last one seen."""
        ...

    async def mark_read(self, student_id: StudentId, message_id: MessageId, now: datetime) -> bool:
        """False when the student has no such message."""
        ...
