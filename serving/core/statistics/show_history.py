"""Looking through one's answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from serving.core.errors import SubjectUnknown
from serving.core.identity import Actor
from serving.core.statistics.ports import Records
from serving.core.statistics.statistics import Past
from serving.core.training.ports import Subjects


@dataclass(frozen=True, slots=True)
class ShowHistory:
    """The newest first; `before` is the id of the last answer that was shown."""

    subjects: Subjects
    records: Records

    async def __call__(
        self, actor: Actor, subject: str | None = None, before: int | None = None, count: int = 20
    ) -> Sequence[Past]:
        if subject is not None and await self.subjects.find(subject) is None:
            raise SubjectUnknown(subject)
        return await self.records.history(actor.student_id, subject, before, count)
