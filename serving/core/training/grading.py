"""Is the response right? Always decided here, from the server's own copy of the question."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import assert_never
from unicodedata import normalize

from serving.core.errors import AnswerMalformed
from serving.core.questions import Choice, Multiple, One, Open, Tolerance, YesNo, measured, number
from serving.core.training.sessions import AnyQuestion, Response

_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_RANGE = re.compile(r"^(.+?)\.\.(.+)$")


def grade(question: AnyQuestion, response: Response) -> bool:
    """Raises AnswerMalformed when the response does not fit the kind, so that nothing is recorded."""
    match question, response:
        case YesNo(), bool():
            return response == question.key
        case One(), int():
            return _chosen(question, (response,)) == (question.key,)
        case Multiple(), tuple():
            return _chosen(question, response) == question.key
        case Open(), str() if response.strip():
            return any(_accepts(form, question.tolerance, response) for form in question.key)
        case ((YesNo() | One() | Multiple() | Open()), _):
            raise AnswerMalformed(question.kind)
        case _:
            assert_never(question)


def credit(question: AnyQuestion, response: Response) -> Fraction:
    """The share of the points: all or nothing, unless a multiple question gives partial credit."""
    if grade(question, response):
        return Fraction(1)
    match question, response:
        case Multiple(partial=True), tuple():
            chosen = set(_chosen(question, response))
            right = len(chosen.intersection(question.key))
            return Fraction(max(0, 2 * right - len(chosen)), len(question.key))
        case _:
            return Fraction(0)


def _chosen(question: Choice, option_ids: tuple[int, ...]) -> tuple[int, ...]:
    known = {option.id for option in question.options}
    truth = any(isinstance(option_id, bool) for option_id in option_ids)
    if truth or not option_ids or not known.issuperset(option_ids):
        raise AnswerMalformed("multiple" if isinstance(question, Multiple) else "one")
    return tuple(sorted(set(option_ids)))


def _accepts(form: str, tolerance: Tolerance | None, response: str) -> bool:
    """By value where both sides are numbers, else by text (case, yo, dashes and spaces aside)."""
    (amount, unit), (typed, typed_unit) = measured(form), measured(response)
    value, bounds = number(typed), _bounds(amount, tolerance)
    if value is not None and bounds is not None and _plain(unit) == _plain(typed_unit):
        return bounds[0] <= value <= bounds[1]
    return _plain(form) == _plain(response)


def _bounds(form: str, tolerance: Tolerance | None) -> tuple[Decimal, Decimal] | None:
    if interval := _RANGE.match(form):
        low, high = number(interval[1]), number(interval[2])
        return None if low is None or high is None else (low, high)
    centre = number(form)
    if centre is None:
        return None
    spread = Decimal(0) if tolerance is None else tolerance.value
    if tolerance is not None and tolerance.percent:
        spread = abs(centre) * tolerance.value / 100
    return centre - spread, centre + spread


def _plain(text: str) -> str:
    composed = normalize("NFC", text)
    return " ".join(_DASHES.sub("-", composed).casefold().replace("ё", "е").split())
