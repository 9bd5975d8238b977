"""Numerical answers: Moodle gives each its own tolerance, a question of ours has one for all."""

import re
from collections.abc import Sequence
from decimal import Decimal

from pipelines.banks.moodle.question import RIGHT, Answer
from serving.core.questions import number

_SCIENTIFIC = re.compile(r"[-+]?\d{1,20}(?:[.,]\d{0,20})?[eE][-+]?\d{1,2}")


def plain_number(written: str) -> str:
    """`1.0E-5`, as Moodle writes small numbers, without the exponent; anything else as it is."""
    text = written.strip()
    return f"{Decimal(text.replace(',', '.')):f}" if _SCIENTIFIC.fullmatch(text) else text


def fault_of_number(answer: Answer) -> str:
    """Empty for a number, for a range and, where it is not right, for `*`: any other number."""
    ends = answer.text.split("..", 1)
    numeric = all(number(end) is not None for end in ends)
    if answer.text == "*" and answer.weight < RIGHT:
        return ""
    if not numeric:
        return f"«{answer.text}» — не число"
    if answer.tolerance and number(answer.tolerance) is None:
        return f"допуск «{answer.tolerance}» — не число"
    return ""


def forms_and_tolerance(answers: Sequence[Answer]) -> tuple[tuple[str, ...], str]:
    """Where the tolerances differ, the answers become the ranges they stand for."""
    tolerances = {number(answer.tolerance) or 0 for answer in answers}
    if tolerances <= {0}:
        return tuple(answer.text for answer in answers), ""
    if len(tolerances) == 1 and not any(".." in answer.text for answer in answers):
        return tuple(answer.text for answer in answers), answers[0].tolerance
    return tuple(map(_range, answers)), ""


def _range(answer: Answer) -> str:
    centre, tolerance = number(answer.text), number(answer.tolerance)
    if not tolerance or centre is None:
        return answer.text
    return f"{centre - tolerance:f}..{centre + tolerance:f}"
