"""Choosing the questions of a contest, and telling that there will be one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from serving.core.contests.contests import Chosen, ContestId, Drawn, Listed, Plan
from serving.core.contests.errors import ContestInState, QuestionsTooFew, QuestionsUnfit
from serving.core.contests.manage import Manage
from serving.core.contests.scoring import worth
from serving.core.contests.states import ContestState
from serving.core.questions import QuestionId
from serving.core.roles.permissions import Doer
from serving.core.training.sessions import AnyQuestion

Candidates = Mapping[QuestionId, tuple[int, AnyQuestion]]


@dataclass(frozen=True, slots=True)
class AnnounceContest:
    """The versions are those of this moment, whatever becomes of the bank."""

    manage: Manage

    async def __call__(self, doer: Doer, contest_id: ContestId) -> int:
        """The number of questions. Raises QuestionsUnfit and QuestionsTooFew."""
        contest = await self.manage.take(doer, contest_id, ContestState.DRAFT)
        plan, now = contest.plan, self.manage.clock()
        if now >= plan.ends_at:
            raise ContestInState(ContestState.FINISHED)
        await self.manage.contests.lock_bank()
        candidates = await self.manage.contests.candidates(plan.subject, plan.questions)
        chosen = choose(plan, candidates)
        await self.manage.contests.announce(contest_id, chosen, now)
        await self.manage.done(doer, "announce_contest", contest_id, {"questions": len(chosen)})
        return len(chosen)


def choose(plan: Plan, candidates: Candidates) -> Sequence[Chosen]:
    match plan.questions:
        case Listed(questions=listed):
            ids = [QuestionId(question) for question in listed]
            if unfit := tuple(question for question in ids if question not in candidates):
                raise QuestionsUnfit(unfit)
        case Drawn(count=count, seed=seed):
            if len(candidates) < count:
                raise QuestionsTooFew(len(candidates))
            ids = Random(seed).sample(list(candidates), count)  # noqa: S311 to be repeated
    return [Chosen(each, candidates[each][0], worth(plan.scoring, candidates[each][1])) for each in ids]
