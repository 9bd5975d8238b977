"""Sending the messages of one channel."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from serving.core.broadcasts.broadcasts import BroadcastId
from serving.core.broadcasts.channels import (
    ContentRefused,
    Deliveries,
    Later,
    Letter,
    Outcome,
    Sender,
    Unknown,
)
from serving.core.broadcasts.gate import Gate

logger = logging.getLogger(__name__)

ON_THEIR_WAY = 8
"""Messages whose outcome is not known yet, at most: what a pause or a crash leaves."""
REFUSED_IN_A_ROW = 10
"""So many equal refusals of the content mean that the content is bad."""
IDLE_SECONDS = 0.5


@dataclass
class Runner:
    """The only one of its channel; see `serving.db.locks`."""

    sender: Sender
    deliveries: Deliveries
    gate: Gate
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    on_their_way: set[asyncio.Task[None]] = field(default_factory=set)
    refusals: dict[BroadcastId, tuple[str, int]] = field(default_factory=dict)

    async def run(self) -> None:
        """For ever; when it is cancelled or fails, what is claimed or on its way is waited for."""
        places = asyncio.Semaphore(ON_THEIR_WAY)
        claiming: asyncio.Task[bool] | None = None
        try:
            while True:
                await places.acquire()
                self._raise_failure()
                await self.gate.bulk()
                claiming = asyncio.create_task(self._claim(places))
                if not await asyncio.shield(claiming):
                    await self.sleep(IDLE_SECONDS)
        finally:
            if claiming is not None:
                await asyncio.gather(claiming, return_exceptions=True)
            await asyncio.gather(*self.on_their_way, return_exceptions=True)
            self.on_their_way.clear()

    async def _claim(self, places: asyncio.Semaphore) -> bool:
        """Whether there was a message; it is on its way now."""
        letter = await self.deliveries.claim(self.sender.channel)
        if letter is None:
            places.release()
            return False
        sending = asyncio.create_task(self._deliver(letter))
        self.on_their_way.add(sending)
        sending.add_done_callback(lambda _: places.release())
        return True

    def _raise_failure(self) -> None:
        for ended in [task for task in self.on_their_way if task.done()]:
            self.on_their_way.discard(ended)
            ended.result()

    async def _deliver(self, letter: Letter) -> None:
        outcome = await self._send(letter)
        match outcome:
            case Later(seconds=seconds, too_fast=True):
                self.gate.refused(seconds)
            case Later(seconds=seconds):
                self.gate.pause(seconds)
        await self.deliveries.settle(self.sender.channel, letter, outcome)
        await self._count_refusals(letter.broadcast_id, outcome)

    async def _send(self, letter: Letter) -> Outcome:
        try:
            return await self.sender.send(letter)
        except Exception as error:
            logger.exception("a delivery broke")
            return Unknown(type(error).__name__)

    async def _count_refusals(self, broadcast_id: BroadcastId, outcome: Outcome) -> None:
        if not isinstance(outcome, ContentRefused):
            self.refusals.pop(broadcast_id, None)
            return
        said, times = self.refusals.get(broadcast_id, (outcome.error, 0))
        times = times + 1 if said == outcome.error else 1
        self.refusals[broadcast_id] = outcome.error, times
        if times >= REFUSED_IN_A_ROW:
            await self.deliveries.pause(broadcast_id, outcome.error)
