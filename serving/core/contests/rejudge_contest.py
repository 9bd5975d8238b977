"""Marking a contest again by the corrected keys."""

from dataclasses import dataclass

from serving.core.contests.contests import Contest, ContestId
from serving.core.contests.errors import ContestInState
from serving.core.contests.manage import Manage
from serving.core.contests.rejudgement import Effect, Moved, Rejudgements, judged
from serving.core.contests.states import ContestState
from serving.core.inbox.messages import Facts, Inbox, MessageKind
from serving.core.roles.permissions import Doer


@dataclass(frozen=True, slots=True)
class MarkAgain:
    """A part of the two use cases below: it does not commit."""

    manage: Manage
    rejudgements: Rejudgements
    inbox: Inbox

    async def __call__(self, doer: Doer, contest_id: ContestId) -> Effect:
        contest = await self.manage.take(doer, contest_id, ContestState.FINISHED, ContestState.PUBLISHED)
        now = self.manage.clock()
        if not contest.schedule.over(now):
            raise ContestInState(ContestState.FINISHED)
        corrected = await self.rejudgements.corrected(contest)
        given = await self.rejudgements.given(contest_id, [each.place for each in corrected])
        rejudged = judged(contest.plan.scoring, corrected, given)
        before = await self.rejudgements.standings(contest_id)
        await self.rejudgements.apply(contest_id, corrected, rejudged, now)
        after = await self.rejudgements.standings(contest_id)
        moved = tuple(
            Moved(student, before[student], after[student])
            for student in after
            if before[student] != after[student]
        )
        await self._tell(contest, moved)
        return Effect(len(corrected), len(rejudged), moved)

    async def _tell(self, contest: Contest, moved: tuple[Moved, ...]) -> None:
        """Of points only: places are not told before the results are."""
        for each in moved:
            if (gain := each.after.points - each.before.points) != 0:
                facts: Facts = {"contest_id": contest.id, "text": contest.plan.title, "points": gain}
                now = self.manage.clock()
                await self.inbox.put([each.student_id], MessageKind.CONTEST_REJUDGED, facts, now)


@dataclass(frozen=True, slots=True)
class WeighRejudgement:
    """What it would do: it is done and undone."""

    mark_again: MarkAgain

    async def __call__(self, doer: Doer, contest_id: ContestId) -> Effect:
        effect = await self.mark_again(doer, contest_id)
        await self.mark_again.manage.work.roll_back()
        return effect


@dataclass(frozen=True, slots=True)
class RejudgeContest:
    mark_again: MarkAgain

    async def __call__(self, doer: Doer, contest_id: ContestId) -> Effect:
        effect = await self.mark_again(doer, contest_id)
        after = {"questions": effect.questions, "answers": effect.answers, "students": len(effect.moved)}
        await self.mark_again.manage.done(doer, "rejudge_contest", contest_id, after)
        return effect
