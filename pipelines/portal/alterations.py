"""What is different between two versions of a question, field by field, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.portal import texts
from pipelines.portal.cards import AnyQuestion, ShownOption, card

Words = dict[str, str]


@dataclass(frozen=True, slots=True)
class Alteration:
    field: str
    before: str
    after: str


def alterations(before: Words, after: Words) -> list[Alteration]:
    return [
        Alteration(texts.FIELDS[name], before.get(name, texts.NOTHING), after.get(name, texts.NOTHING))
        for name in texts.FIELDS
        if before.get(name, texts.NOTHING) != after.get(name, texts.NOTHING)
    ]


def in_words(question: AnyQuestion) -> Words:
    shown = card(question, "", (), None)
    right = "; ".join(option.text for option in shown.options if option.right)
    return {
        "text": question.text,
        "options": _listed(shown.options),
        "key": right or shown.accepted,
        "explanation": question.explanation or texts.NOTHING,
        "photo": (question.photo or texts.NOTHING)[:12],
        "points": str(shown.points),
        "subway": _yes_or_no(question.subway),
        "shuffle": _yes_or_no(shown.shuffled),
    }


def placed_in_words(theme: str, sources: Sequence[str], status: str) -> Words:
    """What is known of a question beside its content."""
    return {
        "theme": theme,
        "sources": "; ".join(sorted(sources)),
        "status": texts.QUESTION_STATUSES[status],
    }


def _listed(options: Sequence[ShownOption]) -> str:
    return " · ".join(f"{number}) {option.text}" for number, option in enumerate(options, start=1))


def _yes_or_no(value: bool) -> str:
    return texts.YES if value else texts.NO
