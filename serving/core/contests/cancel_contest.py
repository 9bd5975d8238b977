"""Calling a contest off."""

from dataclasses import dataclass

from serving.core.contests.contests import ContestId
from serving.core.contests.manage import Manage
from serving.core.contests.states import ContestState
from serving.core.roles.permissions import Doer


@dataclass(frozen=True, slots=True)
class CancelContest:
    manage: Manage

    async def __call__(self, doer: Doer, contest_id: ContestId) -> None:
        states = (ContestState.DRAFT, ContestState.SCHEDULED, ContestState.RUNNING, ContestState.FROZEN)
        await self.manage.take(doer, contest_id, *states)
        await self.manage.contests.cancel(contest_id, self.manage.clock())
        await self.manage.done(doer, "cancel_contest", contest_id)
