"""Planning a contest."""

from dataclasses import dataclass

from serving.core.contests.contests import ContestId, Plan
from serving.core.contests.manage import Manage
from serving.core.contests.states import ContestState
from serving.core.errors import SubjectUnknown
from serving.core.roles.audit import State
from serving.core.roles.permissions import Doer
from serving.core.training.ports import Subjects


@dataclass(frozen=True, slots=True)
class DraftContest:
    """Nobody sees it, and no question is chosen, until it is announced."""

    manage: Manage
    subjects: Subjects

    async def __call__(self, doer: Doer, plan: Plan) -> ContestId:
        await self.require(doer, plan)
        contest_id = await self.manage.contests.add(plan, self.manage.clock())
        await self.manage.done(doer, "draft_contest", contest_id, state_of(plan))
        return contest_id

    async def require(self, doer: Doer, plan: Plan) -> None:
        """Raises RoleMissing and SubjectUnknown."""
        await self.manage.require(doer, plan.subject)
        if await self.subjects.find(plan.subject) is None:
            raise SubjectUnknown(plan.subject)


@dataclass(frozen=True, slots=True)
class ChangeContest:
    """Planning it anew, until it is announced."""

    draft: DraftContest

    async def __call__(self, doer: Doer, contest_id: ContestId, plan: Plan) -> None:
        manage = self.draft.manage
        contest = await manage.take(doer, contest_id, ContestState.DRAFT)
        await self.draft.require(doer, plan)
        await manage.contests.change(contest_id, plan)
        await manage.done(doer, "change_contest", contest_id, state_of(plan), state_of(contest.plan))


def state_of(plan: Plan) -> State:
    return {"plan": plan.model_dump(mode="json")}
