"""A question as a student will see it, with what only the department sees."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.portal import texts
from serving.core.questions import Multiple, One, Open, YesNo, points

AnyQuestion = YesNo | One | Multiple | Open


@dataclass(frozen=True, slots=True)
class ShownOption:
    text: str
    right: bool


@dataclass(frozen=True, slots=True)
class Card:
    """`accepted` are the right answers of a question without options; `picture` is an address."""

    kind: str
    text: str
    options: tuple[ShownOption, ...]
    accepted: str
    picture: str | None
    explanation: str | None
    points: int
    theme: str
    sources: tuple[str, ...]
    subway: bool
    shuffled: bool


def card(question: AnyQuestion, theme: str, sources: Sequence[str], picture: str | None) -> Card:
    return Card(
        kind=texts.KINDS[question.kind],
        text=question.text,
        options=_options(question),
        accepted=accepted(question),
        picture=picture,
        explanation=question.explanation,
        points=points(question),
        theme=theme,
        sources=tuple(sources),
        subway=question.subway,
        shuffled=isinstance(question, One | Multiple) and question.shuffle,
    )


def accepted(question: AnyQuestion) -> str:
    match question:
        case Open(key=forms, tolerance=tolerance):
            within = f" ± {tolerance.value}{'%' if tolerance.percent else ''}" if tolerance else ""
            return "; ".join(forms) + within
        case _:
            return ""


def _options(question: AnyQuestion) -> tuple[ShownOption, ...]:
    match question:
        case YesNo(key=key):
            return ShownOption(texts.YES, key), ShownOption(texts.NO, not key)
        case One(key=key):
            return tuple(ShownOption(option.text, option.id == key) for option in question.options)
        case Multiple(key=keys):
            return tuple(ShownOption(option.text, option.id in keys) for option in question.options)
        case Open():
            return ()
