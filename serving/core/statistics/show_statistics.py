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
        return Statistics(
            totals=await self.records.totals(student, subject),
            themes=tuple(await self.records.themes(student, subject)),
            kinds=tuple(await self.records.kinds(student, subject)),
            trend=trend(await self.records.days(student, subject, since, habits.zone), today),
            best_series=await self.records.best_series(student, subject),
            streak=habits.streak.alive(today),
            may_freeze=habits.streak.may_freeze(today),
            weakest=tuple(masteries(await self.records.first_answers(student, subject))),
            mistakes_due=await self.records.mistakes_due(student, subject, tomorrow),
        )
