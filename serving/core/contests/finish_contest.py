"""Ending a contest before its time."""

from dataclasses import dataclass

from serving.core.contests.contests import ContestId
from serving.core.contests.manage import Manage
from serving.core.contests.states import ContestState
from serving.core.roles.permissions import Doer


@dataclass(frozen=True, slots=True)
class FinishContest:
    """From now on it is as if it had been planned to end now: answers on their way are still taken."""

    manage: Manage

    async def __call__(self, doer: Doer, contest_id: ContestId) -> None:
        contest = await self.manage.take(doer, contest_id, ContestState.RUNNING, ContestState.FROZEN)
        now = self.manage.clock()
        await self.manage.contests.finish(contest_id, now)
        planned, ended = contest.schedule.ends_at.isoformat(), now.isoformat()
        await self.manage.done(doer, "finish_contest", contest_id, {"ends_at": ended}, {"ends_at": planned})
