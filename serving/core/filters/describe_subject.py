"""What a subject consists of."""

from dataclasses import dataclass

from serving.core.errors import SubjectUnknown
from serving.core.filters.counts import Counts
from serving.core.filters.filters import Filters
from serving.core.filters.ports import QuestionPool
from serving.core.training.ports import Subject, Subjects


@dataclass(frozen=True, slots=True)
class SubjectCard:
    subject: Subject
    counts: Counts


@dataclass(frozen=True, slots=True)
class DescribeSubject:
    subjects: Subjects
    pool: QuestionPool

    async def __call__(self, code: str) -> SubjectCard:
        subject = await self.subjects.find(code)
        if subject is None:
            raise SubjectUnknown(code)
        return SubjectCard(subject, self.pool.counts(code, Filters()))
