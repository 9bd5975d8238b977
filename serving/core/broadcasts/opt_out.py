"""Wanting no broadcasts."""

from dataclasses import dataclass

from serving.core.broadcasts.ports import OptOuts
from serving.core.identity import Actor, Clock, StudentId, UnitOfWork


@dataclass(frozen=True, slots=True)
class OptOut:
    """By the student himself, on any edge, or by who holds the link of a letter to him."""

    opt_outs: OptOuts
    clock: Clock
    work: UnitOfWork

    async def __call__(self, student_id: StudentId, *, wanted: bool = False) -> None:
        if wanted:
            await self.opt_outs.remove(student_id)
        else:
            await self.opt_outs.add(student_id, self.clock())
        await self.work.commit()


@dataclass(frozen=True, slots=True)
class WantsBroadcasts:
    opt_outs: OptOuts

    async def __call__(self, actor: Actor) -> bool:
        return not await self.opt_outs.has(actor.student_id)
