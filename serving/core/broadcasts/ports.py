"""What planning broadcasts needs from the outside."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from serving.core.broadcasts.broadcasts import Broadcast, BroadcastId, BroadcastState, Channel, Plan, Report
from serving.core.identity import StudentId


class Broadcasts(Protocol):
    async def add(self, plan: Plan, now: datetime) -> BroadcastId: ...

    async def add_preview(
        self, broadcast_id: BroadcastId, plan: Plan, student_id: StudentId, now: datetime
    ) -> None:
        """A broadcast of its own, to one student at once, whatever the hour."""
        ...

    async def lock(self, broadcast_id: BroadcastId) -> Broadcast | None:
        """Until the end of the transaction."""
        ...

    async def newest(self, before: int | None, count: int) -> Sequence[Broadcast]: ...

    async def reach(self, plan: Plan, now: datetime) -> tuple[int, Mapping[Channel, int]]:
        """The number of students, and of messages by channel."""
        ...

    async def change(self, broadcast_id: BroadcastId, plan: Plan) -> None:
        """What was confirmed is not confirmed any more."""
        ...

    async def confirm(self, broadcast_id: BroadcastId, students: int) -> None: ...

    async def move(
        self, broadcast_id: BroadcastId, state: BroadcastState, scheduled_at: datetime | None = None
    ) -> None: ...

    async def cancel_deliveries(self, broadcast_id: BroadcastId) -> None:
        """Those that are not on their way yet."""
        ...

    async def resend(self, broadcast_id: BroadcastId) -> int:
        """Deliveries with an unknown outcome wait again; their number."""
        ...

    async def report(self, broadcast_id: BroadcastId) -> Report | None: ...


class OptOuts(Protocol):
    async def add(self, student_id: StudentId, now: datetime) -> None:
        """What waits for the student is cancelled."""
        ...

    async def remove(self, student_id: StudentId) -> None: ...

    async def has(self, student_id: StudentId) -> bool: ...


ALLOWED: Mapping[BroadcastState, Collection[BroadcastState]] = {
    BroadcastState.SCHEDULED: {BroadcastState.DRAFT, BroadcastState.SCHEDULED},
    BroadcastState.RUNNING: {BroadcastState.PAUSED},
    BroadcastState.PAUSED: {BroadcastState.RUNNING},
    BroadcastState.CANCELLED: {
        BroadcastState.DRAFT,
        BroadcastState.SCHEDULED,
        BroadcastState.RUNNING,
        BroadcastState.PAUSED,
    },
}
"""By the state that an admin wants, those from which it is reached."""
