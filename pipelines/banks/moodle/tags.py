"""What Moodle has no place for travels as its tags, which any Moodle keeps and shows."""

from collections.abc import Iterator, Mapping, Sequence

from pipelines.banks.lists import join_list
from pipelines.banks.report import CheckedQuestion
from serving.core.questions import NO_SOURCE, Open, Tolerance, shuffles

SOURCE, TOLERANCE, POINTS = "источник", "допуск", "баллы"
SUBWAY, FIXED_ORDER = "можно в метро", "не перемешивать"


def read_tags(tags: Sequence[str]) -> Mapping[str, str]:
    """Cells of the workbook by the name of the tag; tags of others are not ours to understand."""
    cells: dict[str, str] = {}
    sources: list[str] = []
    for tag in tags:
        name, colon, value = (part.strip() for part in tag.partition(":"))
        if name == SOURCE and value:
            sources.append(value)
        elif (name in (TOLERANCE, POINTS) and value) or (name in (SUBWAY, FIXED_ORDER) and not colon):
            cells[name] = value
    return cells | ({SOURCE: join_list(sources)} if sources else {})


def tags_of(checked: CheckedQuestion, *, tolerance: bool) -> Iterator[str]:
    """`tolerance`: whether the format has no place for the one of this question."""
    question = checked.question
    yield from (f"{SOURCE}: {source}" for source in checked.sources if source != NO_SOURCE)
    if tolerance and isinstance(question, Open) and question.tolerance is not None:
        yield f"{TOLERANCE}: {written_tolerance(question.tolerance)}"
    if question.points is not None:
        yield f"{POINTS}: {question.points}"
    if question.subway:
        yield SUBWAY
    if question.choices and not shuffles(question):
        yield FIXED_ORDER


def written_tolerance(tolerance: Tolerance) -> str:
    return f"{tolerance.value:f}" + "%" * tolerance.percent
