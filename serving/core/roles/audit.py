"""The record of what admins and departments did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from pydantic import JsonValue

from serving.core.identity import Actor, Clock, Platform, StudentId
from serving.core.roles.permissions import Doer
from serving.core.roles.roles import Operator

State = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Entry:
    """`what` is a kind and an id, as `student:7`; `operator` names who acted without an account."""

    at: datetime
    student_id: StudentId | None
    operator: str | None
    platform: Platform
    action: str
    what: str
    before: State | None
    after: State | None


@dataclass(frozen=True, slots=True)
class Numbered:
    id: int
    entry: Entry


class Audit(Protocol):
    async def add(self, entry: Entry) -> None: ...

    async def newest(self, before: int | None, count: int, what: str | None) -> Sequence[Numbered]:
        """`before` is the id of the last one seen."""
        ...


@dataclass(frozen=True, slots=True)
class Record:
    """A part of every use case of admins, in its transaction: it does not commit."""

    audit: Audit
    clock: Clock

    async def __call__(
        self, doer: Doer, action: str, what: str, before: State | None = None, after: State | None = None
    ) -> None:
        match doer:
            case Actor(student_id=student_id, platform=platform):
                entry = Entry(self.clock(), student_id, None, platform, action, what, before, after)
            case Operator(name=name):
                entry = Entry(self.clock(), None, name, doer.platform, action, what, before, after)
        await self.audit.add(entry)
