"""What delivering needs from a channel."""

from dataclasses import dataclass
from typing import Protocol

from serving.core.broadcasts.broadcasts import BroadcastId, Channel, Content
from serving.core.identity import StudentId


@dataclass(frozen=True, slots=True)
class Letter:
    """`address`: a chat of Telegram or an e-mail; none when the student has lost it since."""

    broadcast_id: BroadcastId
    student_id: StudentId
    address: str | None
    content: Content


@dataclass(frozen=True, slots=True)
class Sent:
    pass


@dataclass(frozen=True, slots=True)
class Blocked:
    """The student does not want messages here, or is gone."""

    error: str


@dataclass(frozen=True, slots=True)
class Failed:
    error: str


@dataclass(frozen=True, slots=True)
class ContentRefused:
    """Not the student's fault: the same will be said to the next."""

    error: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """It was handed over, and nothing was heard of it."""

    error: str


@dataclass(frozen=True, slots=True)
class Later:
    """Nothing was handed over; everybody waits. `too_fast`: because we were."""

    seconds: float
    error: str
    too_fast: bool = False


Outcome = Sent | Blocked | Failed | ContentRefused | Unknown | Later


class Sender(Protocol):
    @property
    def channel(self) -> Channel: ...

    async def send(self, letter: Letter) -> Outcome: ...


class Deliveries(Protocol):
    """Each call is a transaction of its own."""

    async def claim(self, channel: Channel) -> Letter | None:
        """Marked as being sent, so that nobody else takes it; only of broadcasts that run."""
        ...

    async def settle(self, channel: Channel, letter: Letter, outcome: Outcome) -> None: ...

    async def pause(self, broadcast_id: BroadcastId, reason: str) -> None: ...
