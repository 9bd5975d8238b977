"""A question of Moodle in terms of ours."""

import re
from collections.abc import Iterable, Iterator

from pipelines.banks.columns import option_name
from pipelines.banks.lists import join_list
from pipelines.banks.moodle import tags
from pipelines.banks.moodle.numbers import fault_of_number, forms_and_tolerance
from pipelines.banks.moodle.question import RIGHT, Answer, MoodleQuestion, Type
from pipelines.banks.readers.listing import ListedQuestion
from pipelines.banks.row import Defect, Trouble
from serving.core.questions import Kind

_WILDCARD = re.compile(r"(?<!\\)\*")


def listed(question: MoodleQuestion) -> ListedQuestion:
    cells = tags.read_tags(question.tags)
    kind, options, answer, tolerance = _kind_and_key(question)
    return ListedQuestion(
        line=question.line,
        kind=kind,
        named_kind=question.type,
        text=question.text,
        options=options,
        answer=answer,
        tolerance=tolerance or cells.get(tags.TOLERANCE, ""),
        explanation="\n".join(_explanations(question)),
        theme=question.theme,
        source=cells.get(tags.SOURCE, ""),
        picture=question.picture,
        content=question.content,
        subway=tags.SUBWAY in cells,
        points=cells.get(tags.POINTS, ""),
        fixed_order=question.fixed_order or tags.FIXED_ORDER in cells,
        defects=(*question.defects, *_defects(question)),
    )


def _kind_and_key(question: MoodleQuestion) -> tuple[Kind | None, tuple[str, ...], str, str]:
    right = [answer for answer in question.answers if answer.weight >= RIGHT]
    match question.type:
        case Type.TRUE_FALSE:
            return Kind.YES_NO, (), _joined(answer.text for answer in right), ""
        case Type.CHOICE:
            options = tuple(answer.text for answer in question.answers)
            return Kind.ONE if question.single else Kind.MULTIPLE, options, _places(question), ""
        case Type.SHORT_ANSWER:
            return Kind.OPEN, (), _joined(answer.text.replace("\\*", "*") for answer in right), ""
        case Type.NUMERICAL:
            forms, tolerance = forms_and_tolerance(right)
            return Kind.OPEN, (), _joined(forms), tolerance
        case _:
            return None, (), "", ""


def _places(question: MoodleQuestion) -> str:
    """Where one answer is expected, only the full mark is right; of several, each brings its share."""
    answers = enumerate(question.answers, start=1)
    return ";".join(str(place) for place, answer in answers if _is_right(question, answer))


def _is_right(question: MoodleQuestion, answer: Answer) -> bool:
    several = question.type == Type.CHOICE and not question.single
    return answer.weight > 0 if several else answer.weight >= RIGHT


def _joined(forms: Iterable[str]) -> str:
    return join_list(form for form in forms if form.strip())


def _explanations(question: MoodleQuestion) -> Iterator[str]:
    """What is said to everybody, of the right answers, of each wrong one; nothing twice."""
    right = [answer.feedback for answer in question.answers if _is_right(question, answer)]
    wrong = [
        answer.feedback if question.type == Type.TRUE_FALSE else f"{answer.text} — {answer.feedback}"
        for answer in question.answers
        if answer.feedback and not _is_right(question, answer)
    ]
    yield from (said for said in dict.fromkeys([question.feedback, *right, *wrong]) if said.strip())


def _defects(question: MoodleQuestion) -> Iterator[Defect]:
    for place, answer in enumerate(question.answers, start=1):
        column = option_name(place) if question.type == Type.CHOICE else "answer"
        if answer.weight > 0 and not _is_right(question, answer):
            yield Defect(Trouble.PARTIAL_CREDIT, column, answer.text)
        if question.type == Type.NUMERICAL and (fault := fault_of_number(answer)):
            yield Defect(Trouble.BROKEN_SYNTAX, column, fault)
        wild = question.type == Type.SHORT_ANSWER and _WILDCARD.search(answer.text)
        if wild and answer.weight >= RIGHT:
            yield Defect(Trouble.WILDCARD, column, answer.text)
