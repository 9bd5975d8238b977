"""What is chosen, and how many questions each other choice would give."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from serving.core.errors import SubjectUnknown
from serving.core.filters.counts import Counts
from serving.core.filters.filters import Filters
from serving.core.filters.ports import FilterChoices, QuestionPool
from serving.core.identity import Actor
from serving.core.training.ports import Serves, Subjects


@dataclass(frozen=True, slots=True)
class CountedChoice:
    chosen: Filters
    counts: Counts


@dataclass(frozen=True, slots=True)
class CountChoices:
    """While `unseen_only` is chosen, questions that the student has answered are not counted.

    Values of the bank and of the choice are listed even when no live question has them.
    """

    subjects: Subjects
    choices: FilterChoices
    serves: Serves
    pool: QuestionPool

    async def __call__(self, actor: Actor, subject: str) -> CountedChoice:
        if await self.subjects.find(subject) is None:
            raise SubjectUnknown(subject)
        chosen = await self.choices.get(actor.student_id, subject)
        answered = await self.serves.times_answered(actor.student_id, subject) if chosen.unseen_only else {}
        counts = self.pool.counts(subject, chosen, answered.keys())
        values = await self.subjects.values(subject)
        return CountedChoice(
            chosen,
            replace(
                counts,
                themes=_listed(counts.themes, values.themes, chosen.themes or ()),
                sources=_listed(counts.sources, values.sources, chosen.sources or ()),
            ),
        )


def _listed(counts: Mapping[str, int], *values: Iterable[str]) -> Mapping[str, int]:
    titles = sorted(set(counts).union(*values))
    return {title: counts.get(title, 0) for title in titles}
