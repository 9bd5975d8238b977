"""Questions that the student will probably, not surely, answer right.

Why two windows: the nearest fifth of the questions suits best, but a crowd of students of one ability would
see nothing else. Of a handful from it the least shown lately is taken, unless even that was shown twice as
often as a question is on average; then the window is nearly half of the questions. So a tenth of them takes
at most a quarter of the draws.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from random import Random
from uuid import uuid4

from serving.core.filters.ports import Calibrated, QuestionPool
from serving.core.identity import Clock
from serving.core.questions import QuestionId
from serving.core.training.ability import SUCCESS, ability_for, expected
from serving.core.training.ports import Abilities, Serves
from serving.core.training.sessions import Chosen, Selection, Served, ServeId, Session, Unadapted
from serving.core.training.uniform_draw import UniformDraw

NARROW, WIDE = 5.0, 2.2
"""What part of the questions a window holds."""

MOST_FAVOURED = 2.0
"""Times the average."""

USUAL_GUESS = 0.25
SUITED = -ability_for(SUCCESS, 0.0, USUAL_GUESS)
"""The difficulty that suits the ability 0."""

HANDFUL, SURVEY = 24, 64
LATELY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class AdaptiveDraw:
    """Uniform where the ability or the difficulty is unknown, and the serve says so."""

    serves: Serves
    pool: QuestionPool
    abilities: Abilities
    uniform: UniformDraw
    random: Random
    clock: Clock

    async def __call__(self, session: Session) -> Served:
        ability = await self.abilities.get(session.student_id, session.subject)
        if not ability.known:
            return await self._at_random(session, Unadapted.ABILITY_UNKNOWN)
        served = await self._nearest(session, ability.value)
        return served or await self._at_random(session, Unadapted.DIFFICULTY_UNKNOWN)

    async def _nearest(self, session: Session, ability: float) -> Served | None:
        calibrated = self.pool.calibrated(session.subject, session.filters)
        narrow, wide = (
            nearest(calibrated.targets, ability, ceil(len(calibrated.ids) / part)) for part in (NARROW, WIDE)
        )
        survey = self._handful(calibrated, range(len(calibrated.ids)), SURVEY)
        first, second = (self._handful(calibrated, window, HANDFUL) for window in (narrow, wide))
        shown = await self.serves.shown_adaptively([*{*survey, *first, *second}], self.clock() - LATELY)
        served = await self._serve(session, least_shown(survey, first, second, shown))
        return served or await self._search(session, calibrated, ability, len(wide))

    def _handful(self, calibrated: Calibrated, window: range, count: int) -> list[QuestionId]:
        return [
            QuestionId(calibrated.ids[rank]) for rank in self.random.sample(window, min(count, len(window)))
        ]

    async def _search(
        self, session: Session, calibrated: Calibrated, ability: float, count: int
    ) -> Served | None:
        """Exact, for the student who has answered all of both handfuls."""
        times = await self.serves.times_answered(session.student_id, session.subject)
        unseen = [rank for rank, question in enumerate(calibrated.ids) if question not in times]
        unseen.sort(key=lambda rank: abs(surplus(ability - calibrated.targets[rank])))
        closest = [QuestionId(calibrated.ids[rank]) for rank in unseen[:count]]
        self.random.shuffle(closest)
        return await self._serve(session, closest)

    async def _serve(self, session: Session, candidates: list[QuestionId]) -> Served | None:
        served = await self.serves.serve_first(
            ServeId(uuid4()),
            session,
            candidates,
            self.clock(),
            repeat=False,
            chosen=Chosen(Selection.ADAPTIVE),
        )
        return served or await self.serves.unanswered(session)

    async def _at_random(self, session: Session, reason: Unadapted) -> Served:
        return await self.uniform(session, Chosen(Selection.RANDOM, reason))


def least_shown(
    survey: Sequence[QuestionId],
    narrow: Sequence[QuestionId],
    wide: Sequence[QuestionId],
    shown: Mapping[QuestionId, int],
) -> list[QuestionId]:
    """In the order of trying: from the narrow window those that are not shown too often, then the wide."""
    most = MOST_FAVOURED * sum(shown.get(each, 0) for each in survey) / max(1, len(survey))
    first = [each for each in narrow if shown.get(each, 0) < most or each not in shown]
    return [
        *sorted(first, key=lambda each: shown.get(each, 0)),
        *sorted(wide, key=lambda each: shown.get(each, 0)),
    ]


def nearest(targets: Sequence[float], ability: float, count: int) -> range:
    """Ranks of the `count` targets at which the success is nearest to that aimed at; `targets` ascend."""
    low, high = 0, len(targets) - count
    while low < high:
        middle = (low + high) // 2
        if surplus(ability - targets[middle]) > -surplus(ability - targets[middle + count]):
            low = middle + 1
        else:
            high = middle
    return range(low, low + count)


def surplus(lead: float) -> float:
    """How far above the aim the success is, `lead` above the ability that a question suits."""
    return expected(lead, SUITED, USUAL_GUESS) - SUCCESS
