"""A student's own contest, for whom he tells its code."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Annotated

from pydantic import Field

from serving.core.account.one_time_codes import typed_code
from serving.core.contests.announce_contest import choose
from serving.core.contests.contests import Contest, Entrants, Frozen, Listed, Plan
from serving.core.contests.errors import ContestNotFound, QuestionsTooFew, TooManyDuels
from serving.core.contests.ports import Contests, Duels
from serving.core.errors import SubjectUnknown
from serving.core.filters.filters import Filters
from serving.core.filters.ports import QuestionPool
from serving.core.identity import Actor, Clock, UnitOfWork
from serving.core.training.ports import Subjects

AT_ONCE = 5
"""Duels of one student that are not over, at most."""


class DuelWanted(Frozen):
    """`minutes`: everybody's own time since he joined, until the duel closes `open_minutes` from now."""

    subject: Annotated[str, Field(max_length=100)]
    filters: Filters = Filters()
    count: Annotated[int, Field(ge=1, le=20)] = 10
    minutes: Annotated[int, Field(ge=1, le=60)] = 10
    open_minutes: Annotated[int, Field(ge=5, le=1440)] = 60


@dataclass(frozen=True, slots=True)
class MakeDuel:
    """Its questions stay in training: students must not be able to take them away from each other."""

    contests: Contests
    duels: Duels
    subjects: Subjects
    pool: QuestionPool
    random: Random
    clock: Clock
    work: UnitOfWork

    async def __call__(self, actor: Actor, wanted: DuelWanted) -> Contest:
        """Raises SubjectUnknown, TooManyDuels and QuestionsTooFew."""
        subject, now = await self.subjects.find(wanted.subject), self.clock()
        if subject is None:
            raise SubjectUnknown(wanted.subject)
        if await self.duels.under_way(actor.student_id, now) >= AT_ONCE:
            raise TooManyDuels(AT_ONCE)
        drawn = self.pool.sample(subject.code, wanted.filters, wanted.count, self.random)
        live = await self.contests.candidates(subject.code, Listed(questions=tuple(drawn))) if drawn else {}
        if len(live) < wanted.count:
            raise QuestionsTooFew(len(live))
        plan = Plan(
            title=subject.title,
            subject=subject.code,
            questions=Listed(questions=tuple(drawn)),
            starts_at=now,
            ends_at=now + timedelta(minutes=wanted.open_minutes),
            minutes=wanted.minutes,
            entrants=Entrants(code=typed_code()),
            virtual=False,
        )
        duel_id = await self.duels.add(plan, actor.student_id, choose(plan, live), now)
        await self.work.commit()
        made = await self.contests.find(duel_id)
        if made is None:
            raise ContestNotFound
        return made
