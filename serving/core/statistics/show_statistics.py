"""Looking at what one has done."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from serving.core.errors import SubjectUnknown
from serving.core.identity import Actor, Clock
from serving.core.statistics.ports import Records
from serving.core.statistics.shrinkage import masteries
from serving.core.statistics.statistics import TREND_DAYS, Statistics, trend
from serving.core.training.ports import Subjects


@dataclass(frozen=True, slots=True)
class ShowStatistics:
    """Of one subject, or of all of them."""

    subjects: Subjects
    records: Records
    clock: Clock

    async def __call__(self, actor: Actor, subject: str | None = None) -> Statistics:
        if subject is not None and await self.subjects.find(subject) is None:
            raise SubjectUnknown(subject)
        student = actor.student_id
        habits = await self.records.habits(student)
        today = self.clock().astimezone(habits.zone).date()
        tomorrow = datetime.combine(today + timedelta(days=1), time(), habits.zone)
        since = today - timedelta(days=TREND_DAYS - 1)
        figures = await self.records.figures(student, subject, since, tomorrow)
        return Statistics(
            totals=figures.totals,
            themes=figures.themes,
            kinds=figures.kinds,
            trend=trend(figures.days, today),
            best_series=figures.best_series,
            streak=habits.streak.alive(today),
            may_freeze=habits.streak.may_freeze(today),
            weakest=tuple(masteries(figures.first_answers)),
            mistakes_due=figures.mistakes_due,
        )
