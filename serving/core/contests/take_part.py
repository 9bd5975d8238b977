"""Questions and answers of an attempt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from uuid import uuid4

from serving.core.contests.contests import Asked, Attempt, Contest, ContestId, Place
from serving.core.contests.errors import (
    AnswerLate,
    AttemptNotFound,
    ContestInState,
    ContestNotFound,
    NotAsked,
    NothingLeft,
)
from serving.core.contests.ports import Attempts, Contests
from serving.core.contests.scoring import mark
from serving.core.contests.states import GRACE, ContestState
from serving.core.identity import Actor, Clock, StudentId, UnitOfWork
from serving.core.training.sessions import Response, ServeId


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A part of the use cases beside: the attempt that was begun last, locked."""

    contests: Contests
    attempts: Attempts
    clock: Clock
    work: UnitOfWork

    async def take(self, student_id: StudentId, contest_id: ContestId) -> tuple[Contest, Attempt]:
        """Raises ContestNotFound, ContestInState and AttemptNotFound."""
        contest = await self.contests.find(contest_id)
        if contest is None:
            raise ContestNotFound
        if contest.schedule.cancelled_at is not None:
            raise ContestInState(ContestState.CANCELLED)
        made = await self.attempts.of(contest_id, student_id)
        if not made or made[-1].finished_at is not None:
            raise AttemptNotFound
        return contest, made[-1]

    def late(self, attempt: Attempt, now: datetime) -> None:
        if now > attempt.ends_at + GRACE:
            raise AnswerLate(attempt.ends_at)


@dataclass(frozen=True, slots=True)
class NextInContest:
    """Until it is answered, the same question is returned, on every device."""

    under_way: UnderWay

    async def __call__(self, actor: Actor, contest_id: ContestId) -> Asked:
        contest, attempt = await self.under_way.take(actor.student_id, contest_id)
        now = self.under_way.clock()
        if now >= attempt.ends_at:
            raise AnswerLate(attempt.ends_at)
        asked = await self.under_way.attempts.asked(attempt.id)
        for each in asked:
            if each.response is None:
                return each
        place = self._next(contest, attempt, asked)
        shown = await self.under_way.attempts.ask(attempt.id, place, ServeId(uuid4()), now)
        await self.under_way.work.commit()
        return shown

    def _next(self, contest: Contest, attempt: Attempt, asked: Sequence[Asked]) -> Place:
        places = list(range(1, contest.questions + 1))
        if contest.plan.shuffled:
            Random(attempt.id.int).shuffle(places)  # noqa: S311 the same for the attempt
        seen = {each.place for each in asked}
        for place in places:
            if place not in seen:
                return Place(place)
        raise NothingLeft


@dataclass(frozen=True, slots=True)
class AnswerInContest:
    """The first answer to a question stays. Whether it is right is told after the end."""

    under_way: UnderWay

    async def __call__(self, actor: Actor, contest_id: ContestId, place: Place, response: Response) -> Asked:
        contest, attempt = await self.under_way.take(actor.student_id, contest_id)
        found = [each for each in await self.under_way.attempts.asked(attempt.id) if each.place == place]
        if not found:
            raise NotAsked
        [asked] = found
        if asked.response is not None:
            return asked
        now = self.under_way.clock()
        self.under_way.late(attempt, now)
        marked = mark(contest.plan.scoring, asked.question, asked.points, response)
        frozen = not attempt.virtual and now >= contest.plan.freezes_at and bool(contest.plan.freeze_minutes)
        await self.under_way.attempts.mark(
            attempt, asked, response, marked, actor.platform, now, frozen=frozen
        )
        await self.under_way.work.commit()
        return asked


@dataclass(frozen=True, slots=True)
class FinishAttempt:
    under_way: UnderWay

    async def __call__(self, actor: Actor, contest_id: ContestId) -> None:
        _, attempt = await self.under_way.take(actor.student_id, contest_id)
        await self.under_way.attempts.finish(attempt.id, self.under_way.clock())
        await self.under_way.work.commit()
