"""Planning a contest."""

from dataclasses import dataclass

from serving.core.contests.contests import ContestId, Plan
from serving.core.contests.manage import Manage
from serving.core.errors import SubjectUnknown
from serving.core.roles.permissions import Doer
from serving.core.training.ports import Subjects


@dataclass(frozen=True, slots=True)
class DraftContest:
    """Nobody sees it, and no question is chosen, until it is announced."""

    manage: Manage
    subjects: Subjects

    async def __call__(self, doer: Doer, plan: Plan) -> ContestId:
        await self.manage.require(doer, plan.subject)
        if await self.subjects.find(plan.subject) is None:
            raise SubjectUnknown(plan.subject)
        contest_id = await self.manage.contests.add(plan, self.manage.clock())
        await self.manage.done(doer, "draft_contest", contest_id, {"plan": plan.model_dump(mode="json")})
        return contest_id
