"""Wanting to be told before a contest starts."""

from dataclasses import dataclass

from serving.core.contests.contests import ContestId
from serving.core.contests.enter_contest import Entrance
from serving.core.contests.errors import ContestInState, ContestNotFound
from serving.core.contests.ports import Contests
from serving.core.contests.states import ContestState
from serving.core.identity import Actor, Clock, UnitOfWork


@dataclass(frozen=True, slots=True)
class AskForReminder:
    """Those of its subject who may enter without a code are reminded unasked; others ask, and prove the code.

    Whoever wants no broadcasts gets no reminder either.
    """

    contests: Contests
    entrance: Entrance
    clock: Clock
    work: UnitOfWork

    async def __call__(
        self, actor: Actor, contest_id: ContestId, code: str | None = None, *, wanted: bool = True
    ) -> None:
        """Raises ContestNotFound, ContestInState and EntranceRefused."""
        contest, now = await self.contests.find(contest_id), self.clock()
        state = contest.schedule.state(now) if contest else ContestState.DRAFT
        if contest is None or state is ContestState.DRAFT:
            raise ContestNotFound
        if not wanted:
            await self.contests.unfollow(contest_id, actor.student_id)
        elif state is not ContestState.SCHEDULED:
            raise ContestInState(state)
        else:
            await self.entrance.require(actor.student_id, contest.plan.entrants, code)
            await self.contests.follow(contest_id, actor.student_id, now)
        await self.work.commit()
