"""A question as the cells of «Вопросы», by the names of the columns."""

from collections.abc import Mapping, Sequence

from pipelines.banks.lists import join_list
from pipelines.banks.moodle.tags import written_tolerance
from pipelines.banks.report import CheckedQuestion
from serving.core.questions import NO_SOURCE, NO_THEME, Kind, Multiple, One, Open, YesNo, shuffles

SHOWN_OPTIONS = 6
KIND_NAMES = {
    Kind.YES_NO: "да/нет",
    Kind.ONE: "один",
    Kind.MULTIPLE: "несколько",
    Kind.OPEN: "открытый",
}


def column_names(options: int) -> Sequence[str]:
    """With at least the six columns of options that the template has."""
    numbers = range(1, max(options, SHOWN_OPTIONS) + 1)
    return [
        "№", "Тип", "Вопрос", *(f"Вариант {number}" for number in numbers), "Верный ответ", "Допуск",
        "Пояснение", "Тема", "Источник", "Этап", "Учебный год", "Класс", "Картинка", "Можно в метро", "Баллы",
        "Не перемешивать",
    ]  # fmt: skip


def cells(checked: CheckedQuestion, place: int, picture: str) -> Mapping[str, str]:
    question = checked.question
    options = enumerate(question.choices, start=1)
    tolerance = question.tolerance if isinstance(question, Open) else None
    return {
        "№": str(place),
        "Тип": KIND_NAMES[question.kind],
        "Вопрос": question.text,
        **{f"Вариант {number}": option.text for number, option in options},
        "Верный ответ": _key(question),
        "Допуск": "" if tolerance is None else written_tolerance(tolerance),
        "Пояснение": question.explanation or "",
        "Тема": "" if checked.theme == NO_THEME else checked.theme,
        "Источник": join_list(source for source in checked.sources if source != NO_SOURCE),
        "Картинка": picture,
        "Можно в метро": _yes(question.subway),
        "Баллы": "" if question.points is None else str(question.points),
        "Не перемешивать": _yes(bool(question.choices) and not shuffles(question)),
    }


def _key(question: YesNo | One | Multiple | Open) -> str:
    """Options are named by their place, from 1."""
    places = {option.id: str(place) for place, option in enumerate(question.choices, start=1)}
    match question:
        case YesNo(key=key):
            return "да" if key else "нет"
        case One(key=key):
            return places[key]
        case Multiple(key=keys):
            return ";".join(places[key] for key in keys)
        case Open(key=forms):
            return join_list(forms)


def _yes(true: bool) -> str:
    return "да" if true else ""
