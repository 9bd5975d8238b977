"""Every question that fits and has not been answered is as likely as any other."""

from dataclasses import dataclass
from random import Random
from uuid import uuid4

from serving.core.errors import FiltersTooStrict, PoolExhausted
from serving.core.filters.filters import Filters
from serving.core.filters.ports import QuestionPool
from serving.core.identity import Clock
from serving.core.questions import QuestionId
from serving.core.training.ports import Serves
from serving.core.training.sessions import Chosen, Mode, Served, ServeId, Session

PROBES = 8
"""Random candidates that one statement looks through before the exact search."""


@dataclass(frozen=True, slots=True)
class UniformDraw:
    """When all have been answered, training goes on with those answered least often.

    A competitive or `unseen_only` session is exhausted.
    """

    serves: Serves
    pool: QuestionPool
    random: Random
    clock: Clock

    async def __call__(self, session: Session, chosen: Chosen = Chosen()) -> Served:
        probes = self.pool.sample(session.subject, session.filters, PROBES, self.random)
        if not probes:
            waiting = await self.serves.unanswered(session)
            if waiting is None:
                raise FiltersTooStrict(self._loosest(session.subject, session.filters))
            return waiting
        served = await self._serve(session, probes, chosen) or await self._search(session, chosen)
        if served is None:
            raise PoolExhausted
        return served

    async def _search(self, session: Session, chosen: Chosen) -> Served | None:
        """Exact, for the student who has answered every probe; all are tried where the pool is stale."""
        times = await self.serves.times_answered(session.student_id, session.subject)
        for count in (PROBES, self.pool.size(session.subject, session.filters)):
            unseen = self.pool.sample(session.subject, session.filters, count, self.random, times.keys())
            served = await self._serve(session, unseen, chosen) or await self.serves.unanswered(session)
            if served is not None:
                return served
        if session.mode is Mode.COMPETITIVE or session.filters.unseen_only:
            return None
        again = list(self.pool.ids(session.subject, session.filters))
        self.random.shuffle(again)
        again.sort(key=lambda question: times.get(question, 0))
        served = await self._serve(session, again, chosen, repeat=True)
        return served or await self.serves.unanswered(session)

    async def _serve(
        self, session: Session, candidates: list[QuestionId], chosen: Chosen, *, repeat: bool = False
    ) -> Served | None:
        serve_id = ServeId(uuid4())
        return await self.serves.serve_first(
            serve_id, session, candidates, self.clock(), repeat=repeat, chosen=chosen
        )

    def _loosest(self, subject: str, filters: Filters) -> str | None:
        sizes = {name: self.pool.size(subject, filters.without(name)) for name in filters.set_names}
        return max(sizes, key=lambda name: sizes[name]) if any(sizes.values()) else None
