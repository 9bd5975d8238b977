"""Showing the whole table."""

from dataclasses import dataclass

from serving.core.contests.contests import ContestId
from serving.core.contests.errors import ContestInState
from serving.core.contests.manage import Manage
from serving.core.contests.states import ContestState
from serving.core.roles.permissions import Doer


@dataclass(frozen=True, slots=True)
class PublishResults:
    """Until then the table stays as it was at the freeze."""

    manage: Manage

    async def __call__(self, doer: Doer, contest_id: ContestId) -> None:
        contest = await self.manage.take(doer, contest_id, ContestState.FINISHED)
        now = self.manage.clock()
        if not contest.schedule.over(now):
            raise ContestInState(ContestState.FINISHED)
        await self.manage.contests.publish(contest, now)
        await self.manage.done(doer, "publish_results", contest_id)
