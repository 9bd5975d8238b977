"""Beginning an attempt."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from serving.core.contests.contests import Attempt, AttemptId, Contest, ContestId, Entrants, Plan
from serving.core.contests.errors import (
    AttemptsUsedUp,
    ContestInState,
    ContestNotFound,
    EntranceRefused,
)
from serving.core.contests.ports import Attempts, Contests
from serving.core.contests.states import ContestState
from serving.core.identity import Actor, Clock, StudentId, UnitOfWork

OPEN = {ContestState.RUNNING, ContestState.FROZEN}
PAST = {ContestState.FINISHED, ContestState.PUBLISHED}


@dataclass(frozen=True, slots=True)
class Entrance:
    """A part of the use cases that are for those whom a contest is for."""

    contests: Contests

    async def require(self, student_id: StudentId, entrants: Entrants, code: str | None) -> None:
        """Raises EntranceRefused."""
        if entrants.code not in {None, code} or not await self.contests.may_enter(student_id, entrants):
            raise EntranceRefused


@dataclass(frozen=True, slots=True)
class EnterContest:
    """Entering again, on another device or after a while, goes on with the attempt that is under way."""

    contests: Contests
    entrance: Entrance
    attempts: Attempts
    clock: Clock
    work: UnitOfWork

    async def __call__(self, actor: Actor, contest_id: ContestId, code: str | None = None) -> Attempt:
        contest = await self.contests.find(contest_id)
        if contest is None:
            raise ContestNotFound
        made = await self.attempts.of(contest_id, actor.student_id)
        now = self.clock()
        if under_way := [each for each in made if each.finished_at is None and now < each.ends_at]:
            return under_way[-1]
        virtual = self._virtual(contest, now)
        if sum(each.virtual == virtual for each in made) >= contest.plan.attempts:
            raise AttemptsUsedUp
        await self.entrance.require(actor.student_id, contest.plan.entrants, code)
        attempt = Attempt(
            AttemptId(uuid4()), contest_id, actor.student_id, len(made) + 1, virtual, now,
            ends_at(contest.plan, now, virtual=virtual), None,
        )  # fmt: skip
        own_time = virtual or contest.plan.minutes is not None
        await self.attempts.add(attempt, now if own_time else contest.plan.starts_at)
        await self.work.commit()
        return attempt

    def _virtual(self, contest: Contest, now: datetime) -> bool:
        state = contest.schedule.state(now)
        if state is ContestState.DRAFT:
            raise ContestNotFound
        if state in PAST and contest.schedule.over(now) and contest.plan.virtual:
            return True
        if state not in OPEN:
            raise ContestInState(state)
        return False


def ends_at(plan: Plan, now: datetime, *, virtual: bool) -> datetime:
    whole = plan.ends_at - plan.starts_at
    own = whole if plan.minutes is None else timedelta(minutes=plan.minutes)
    return now + own if virtual else min(now + own, plan.ends_at)
