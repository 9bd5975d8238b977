"""Looking at the places of a subject."""

from dataclasses import dataclass

from serving.core.errors import SliceTooSmall, SubjectUnknown
from serving.core.identity import Actor, Clock, UnitOfWork
from serving.core.leaderboard.board import SMALLEST_SLICE, Leaderboard, Slice
from serving.core.leaderboard.ports import Competitor, Competitors, Rankings
from serving.core.leaderboard.windows import Window, first_day, moscow_day
from serving.core.training.ports import Subjects


@dataclass(frozen=True, slots=True)
class ShowLeaderboard:
    subjects: Subjects
    competitors: Competitors
    rankings: Rankings
    clock: Clock
    work: UnitOfWork

    async def __call__(
        self, actor: Actor, subject: str, window: Window = Window.SEASON, by: Slice | None = None
    ) -> Leaderboard:
        if await self.subjects.find(subject) is None:
            raise SubjectUnknown(subject)
        today = moscow_day(self.clock())
        competitor = await self.competitors.get(actor.student_id)
        if by is not None and not _belongs(competitor, by):
            raise SliceTooSmall(by)
        await self.rankings.roll(subject, today)
        standing = await self.rankings.standing(competitor, subject, window, today, by)
        await self.work.commit()
        if by is not None and standing.total < SMALLEST_SLICE:
            raise SliceTooSmall(by)
        return Leaderboard(subject, window, first_day(window, today), by, standing)


def _belongs(competitor: Competitor, by: Slice) -> bool:
    match by:
        case Slice.REGION:
            return competitor.region is not None
        case Slice.GRADE:
            return competitor.grade is not None
        case Slice.SCHOOL:
            return competitor.region is not None and competitor.school is not None
