"""What stands between the braces of GIFT."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipelines.banks.moodle.question import RIGHT, Type
from pipelines.banks.readers.gift_syntax import read_weight, shown

_ANSWER = re.compile(r"([=~])([^=~]*)")
_TRUE = re.compile(r"(T|TRUE)\s*(#.*)?", re.DOTALL | re.IGNORECASE)
_FALSE = re.compile(r"(F|FALSE)\s*(#.*)?", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Written:
    """One answer with its signs still hidden, its weight in per cent."""

    text: str
    weight: Decimal
    feedback: str = ""


def type_of(inside: str | None) -> str:
    """One of `Type`, or Moodle's name of a type that has no kind of ours."""
    if not inside:
        return "description" if inside is None else "essay"
    if inside.startswith("#"):
        return Type.NUMERICAL
    if "~" in inside:
        return Type.CHOICE
    if _TRUE.fullmatch(inside) or _FALSE.fullmatch(inside):
        return Type.TRUE_FALSE
    signed = _ANSWER.findall(inside)
    matching = signed and all("->" in text and read_weight(text, RIGHT)[1] == text for _, text in signed)
    return "matching" if matching else Type.SHORT_ANSWER


def truth(inside: str) -> Sequence[Written]:
    """Feedback: to a wrong answer, then to a right one."""
    true = _TRUE.fullmatch(inside) is not None
    _, wrong, right = [*inside.split("#", 2), "", ""][:3]
    return (
        Written("да" if true else "нет", RIGHT, right),
        Written("нет" if true else "да", Decimal(0), wrong),
    )


def split_answers(inside: str) -> Iterator[Written]:
    """A first answer without a sign is right, as it is for Moodle."""
    leading = re.split("[=~]", inside, maxsplit=1)[0].strip()
    if leading:
        yield _written(leading, RIGHT)
    for sign, text in _ANSWER.findall(inside):
        yield _written(text, RIGHT if sign == "=" else Decimal(0))


def fault_of(type_: str, inside: str) -> str:
    """Why the answers cannot be told apart; empty when they can."""
    if type_ == Type.CHOICE and inside[0] not in "=~":
        return f"ответ «{shown(re.split('[=~]', inside, maxsplit=1)[0])}» стоит без знака = или ~"
    return ""


def _written(text: str, default: Decimal) -> Written:
    weight, weighed = read_weight(text, default)
    answer, _, feedback = weighed.partition("#")
    return Written(answer, weight, feedback)
