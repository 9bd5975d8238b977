"""Looking at a contest as its makers do."""

from dataclasses import dataclass

from serving.core.contests.contests import Contest, ContestId
from serving.core.contests.errors import ContestNotFound
from serving.core.contests.manage import MAKERS
from serving.core.contests.ports import Contests
from serving.core.errors import RoleMissing
from serving.core.roles.permissions import Doer, Permissions
from serving.core.roles.roles import Role


@dataclass(frozen=True, slots=True)
class ShowPlan:
    permissions: Permissions
    contests: Contests

    async def __call__(self, doer: Doer, contest_id: ContestId) -> Contest:
        granted = await self.permissions.require(doer, *MAKERS)
        contest = await self.contests.find(contest_id)
        if contest is None:
            raise ContestNotFound
        if granted.role is Role.DEPARTMENT and contest.plan.subject not in granted.subjects:
            raise RoleMissing
        return contest
