"""How many it would reach, and how long it would take."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from serving.core.broadcasts.broadcasts import BroadcastId, Channel, Plan, Reach
from serving.core.broadcasts.ports import Broadcasts
from serving.core.broadcasts.steer import Steer
from serving.core.identity import Clock
from serving.core.roles.permissions import Doer

PER_SECOND: Mapping[Channel, float] = {Channel.TELEGRAM: 25.0, Channel.EMAIL: 10.0, Channel.INBOX: 1000.0}
"""Telegram takes about 30 a second from one bot, and refuses everything for a while after one too many."""


@dataclass(frozen=True, slots=True)
class CountRecipients:
    steer: Steer
    clock: Clock

    async def __call__(self, doer: Doer, broadcast_id: BroadcastId) -> Reach:
        broadcast = await self.steer.take(doer, broadcast_id)
        return await reach_of(self.steer.broadcasts, broadcast.plan, self.clock)


async def reach_of(broadcasts: Broadcasts, plan: Plan, clock: Clock) -> Reach:
    """Channels work beside each other; quiet hours are not foreseen."""
    students, by_channel = await broadcasts.reach(plan, clock())
    seconds = max((ceil(count / PER_SECOND[channel]) for channel, count in by_channel.items()), default=0)
    return Reach(students, by_channel, seconds)
