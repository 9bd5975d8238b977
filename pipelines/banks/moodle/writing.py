"""A question of ours in terms of Moodle."""

import re
from collections.abc import Sequence
from decimal import Decimal

from pipelines.banks.moodle.question import RIGHT, Answer, MoodleQuestion, Type
from pipelines.banks.moodle.tags import tags_of, written_tolerance
from pipelines.banks.report import CheckedQuestion
from serving.core.questions import NO_THEME, Multiple, One, Open, YesNo, shuffles

_NUMBER = r"[-+]?\d+(?:\.\d+)?"
_NUMBERS = re.compile(_NUMBER)
_NUMBERS_AND_RANGES = re.compile(rf"{_NUMBER}(?:\.\.{_NUMBER})?")
_WRONG = Decimal(-100)
_NOTHING = Decimal(0)


def moodle_question(checked: CheckedQuestion, place: int, *, ranges: bool) -> MoodleQuestion:
    """`ranges`: whether the format knows ranges of numbers."""
    question = checked.question
    numerical = isinstance(question, Open) and _is_numerical(question, ranges)
    return MoodleQuestion(
        line=place,
        type=_type(question, numerical),
        text=question.text,
        answers=_answers(question, numerical),
        single=not isinstance(question, Multiple),
        feedback=question.explanation or "",
        theme="" if checked.theme == NO_THEME else checked.theme,
        tags=tuple(tags_of(checked, tolerance=not numerical)),
        fixed_order=bool(question.choices) and not shuffles(question),
    )


def _is_numerical(question: Open, ranges: bool) -> bool:
    """Moodle knows absolute tolerances and numbers with a point; the rest is compared as text there."""
    tolerance = question.tolerance
    if tolerance is not None and (tolerance.percent or not tolerance.value):
        return False
    known = _NUMBERS_AND_RANGES if ranges and tolerance is None else _NUMBERS
    return all(known.fullmatch(form) for form in question.key)


def _type(question: YesNo | One | Multiple | Open, numerical: bool) -> Type:
    match question:
        case YesNo():
            return Type.TRUE_FALSE
        case One() | Multiple():
            return Type.CHOICE
        case Open():
            return Type.NUMERICAL if numerical else Type.SHORT_ANSWER


def _answers(question: YesNo | One | Multiple | Open, numerical: bool) -> Sequence[Answer]:
    match question:
        case YesNo(key=key):
            return [Answer("true", RIGHT if key else _NOTHING), Answer("false", _NOTHING if key else RIGHT)]
        case One():
            return [
                Answer(option.text, RIGHT if option.id == question.key else _NOTHING)
                for option in question.options
            ]
        case Multiple():
            share = round(RIGHT / len(question.key), 5).normalize()
            return [
                Answer(option.text, share if option.id in question.key else _WRONG)
                for option in question.options
            ]
        case Open(tolerance=tolerance):
            written = written_tolerance(tolerance) if numerical and tolerance else ""
            escaped = (form if numerical else form.replace("*", "\\*") for form in question.key)
            return [Answer(form, RIGHT, tolerance=written) for form in escaped]
