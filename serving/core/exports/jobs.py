"""Exports that are written in the background."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType, Protocol
from uuid import UUID

from serving.core.exports.exports import Wanted
from serving.core.identity import StudentId

ExportId = NewType("ExportId", UUID)

KEPT = timedelta(hours=24)
"""After this nobody finds the file any more."""


class ExportState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Export:
    """Whoever has the `link` may take the file until it expires, as a browser cannot send a token."""

    id: ExportId
    wanted: Wanted
    state: ExportState
    requested_at: datetime
    ready_at: datetime | None
    expires_at: datetime | None
    rows: int | None
    link: UUID | None


class Exports(Protocol):
    async def add(
        self, export_id: ExportId, student_id: StudentId, wanted: Wanted, now: datetime
    ) -> None: ...

    async def of(self, student_id: StudentId) -> Sequence[Export]:
        """The newest first, a hundred at most."""
        ...

    async def ready(self, link: UUID, now: datetime) -> Export | None: ...
