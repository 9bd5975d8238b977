"""What every order about a contest has in common."""

from dataclasses import dataclass

from serving.core.contests.contests import Contest, ContestId
from serving.core.contests.errors import ContestInState, ContestNotFound
from serving.core.contests.ports import Contests
from serving.core.contests.states import ContestState
from serving.core.errors import RoleMissing
from serving.core.identity import Clock, UnitOfWork
from serving.core.roles.audit import Record, State
from serving.core.roles.permissions import Doer, Permissions
from serving.core.roles.roles import Role

MAKERS = (Role.ADMIN, Role.DEPARTMENT)


@dataclass(frozen=True, slots=True)
class Manage:
    """A part of the use cases beside; admins manage every contest, departments those of their subjects."""

    permissions: Permissions
    contests: Contests
    record: Record
    clock: Clock
    work: UnitOfWork

    async def require(self, doer: Doer, subject: str) -> None:
        """Raises RoleMissing."""
        granted = await self.permissions.require(doer, *MAKERS)
        if granted.role is Role.DEPARTMENT and subject not in granted.subjects:
            raise RoleMissing

    async def take(self, doer: Doer, contest_id: ContestId, *states: ContestState) -> Contest:
        """Locked; raises RoleMissing, ContestNotFound and ContestInState."""
        await self.permissions.require(doer, *MAKERS)
        contest = await self.contests.lock(contest_id)
        if contest is None:
            raise ContestNotFound
        await self.require(doer, contest.plan.subject)
        state = contest.schedule.state(self.clock())
        if state not in states:
            raise ContestInState(state)
        return contest

    async def done(
        self,
        doer: Doer,
        action: str,
        contest_id: ContestId,
        after: State | None = None,
        before: State | None = None,
    ) -> None:
        await self.record(doer, action, f"contest:{contest_id}", before, after)
        await self.work.commit()
