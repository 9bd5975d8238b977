"""Bodies of the filters and of the subjects."""

from collections.abc import Iterable

from pydantic import BaseModel

from serving.core.filters.count_choices import CountedChoice
from serving.core.filters.counts import Counts
from serving.core.filters.describe_subject import SubjectCard
from serving.core.filters.filters import Filters
from serving.core.questions import Kind


class TitleCount(BaseModel):
    value: str
    questions: int


class KindCount(BaseModel):
    value: Kind
    questions: int


class FlagCount(BaseModel):
    value: bool
    questions: int


class LevelCount(BaseModel):
    value: int
    questions: int


class CountsView(BaseModel):
    """How many questions each value would give with the other filters as chosen."""

    themes: list[TitleCount]
    sources: list[TitleCount]
    kinds: list[KindCount]
    subway: list[FlagCount]
    difficulty: list[LevelCount]


class FiltersView(Filters):
    """What is chosen; `total` questions fit it."""

    total: int
    counts: CountsView


class SubjectView(BaseModel):
    code: str
    title: str
    questions: int


class SubjectCardView(SubjectView):
    themes: list[TitleCount]
    sources: list[TitleCount]
    kinds: list[KindCount]


def titles(counted: Iterable[tuple[str, int]]) -> list[TitleCount]:
    return [TitleCount(value=value, questions=questions) for value, questions in sorted(counted)]


def kinds(counts: Counts) -> list[KindCount]:
    return [KindCount(value=kind, questions=questions) for kind, questions in counts.kinds.items()]


def filters_view(choice: CountedChoice) -> FiltersView:
    counts = choice.counts
    return FiltersView(
        **dict(choice.chosen),
        total=counts.total,
        counts=CountsView(
            themes=titles(counts.themes.items()),
            sources=titles(counts.sources.items()),
            kinds=kinds(counts),
            subway=[FlagCount(value=value, questions=given) for value, given in counts.subway.items()],
            difficulty=[
                LevelCount(value=level, questions=given) for level, given in counts.difficulty.items()
            ],
        ),
    )


def subject_card_view(card: SubjectCard) -> SubjectCardView:
    return SubjectCardView(
        code=card.subject.code,
        title=card.subject.title,
        questions=card.counts.total,
        themes=titles(card.counts.themes.items()),
        sources=titles(card.counts.sources.items()),
        kinds=kinds(card.counts),
    )
