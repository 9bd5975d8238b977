"""Choosing filters; a changed choice ends the session that was drawn by the old one."""

from dataclasses import dataclass

from serving.core.errors import FilterValuesUnknown, SubjectUnknown
from serving.core.filters.filters import Filters
from serving.core.filters.ports import FilterChoices
from serving.core.identity import Actor, Clock, UnitOfWork
from serving.core.questions import NO_SOURCE
from serving.core.training.ports import Sessions, Subjects


@dataclass(frozen=True, slots=True)
class ChooseFilters:
    subjects: Subjects
    choices: FilterChoices
    sessions: Sessions
    clock: Clock
    work: UnitOfWork

    async def __call__(self, actor: Actor, subject: str, filters: Filters) -> Filters:
        if await self.subjects.find(subject) is None:
            raise SubjectUnknown(subject)
        await self._refuse_unknown(subject, filters)
        if filters != await self.choices.get(actor.student_id, subject):
            await self.sessions.finish_open(actor.student_id, subject, self.clock())
            await self.choices.put(actor.student_id, subject, filters)
        await self.work.commit()
        return filters

    async def _refuse_unknown(self, subject: str, filters: Filters) -> None:
        values = await self.subjects.values(subject)
        named = {
            "themes": set(filters.themes or ()) - values.themes,
            "sources": set(filters.sources or ()) - values.sources - {NO_SOURCE},
        }
        unknown = {name: sorted(titles) for name, titles in named.items() if titles}
        if unknown:
            raise FilterValuesUnknown(unknown)
