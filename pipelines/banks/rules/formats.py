"""Rules of what only the reader sees: the row brings its defects along."""

from collections.abc import Iterator

from pipelines.banks.report import Level
from pipelines.banks.row import Row, Trouble
from pipelines.banks.rules.rule import Place, Places, Rule


def _brought(trouble: Trouble) -> Places:
    def places(row: Row) -> Iterator[Place]:
        return (Place(one.column, one.value) for one in row.defects if one.trouble is trouble)

    return places


def _rule(trouble: Trouble, level: Level, message: str, hint: str) -> Rule:
    return Rule(trouble.value, level, message, hint, _brought(trouble))


broken_syntax = _rule(
    Trouble.BROKEN_SYNTAX,
    Level.REJECT,
    "Запись вопроса не разобрана: {value}.",
    "Исправьте запись вопроса.",
)
wildcard = _rule(
    Trouble.WILDCARD,
    Level.REJECT,
    "В ответе «{value}» звёздочка заменяет любые знаки: такой ответ не с чем сравнить.",
    "Перечислите верные ответы или напишите «\\*», если звёздочка — часть ответа.",
)
key_style_differs = _rule(
    Trouble.KEY_STYLE_DIFFERS,
    Level.REJECT,
    "Верный ответ «{value}» записан не так, как в остальных строках.",
    "Запишите его так же, как в остальных строках: номером, буквой или текстом варианта.",
)
several_pictures = _rule(
    Trouble.SEVERAL_PICTURES,
    Level.REJECT,
    "В вопросе несколько картинок: {value}.",
    "Оставьте одну или соедините их в одну.",
)
picture_in_option = _rule(
    Trouble.PICTURE_IN_OPTION,
    Level.REJECT,
    "Картинка «{value}» стоит в варианте ответа, а может стоять только в вопросе.",
    "Соберите варианты на одной картинке вопроса и обозначьте их буквами.",
)
picture_in_explanation = _rule(
    Trouble.PICTURE_IN_EXPLANATION,
    Level.WARNING,
    "Картинка «{value}» стоит в пояснении и не учтена.",
    "Проверьте, понятно ли пояснение без неё.",
)
question_elsewhere = _rule(
    Trouble.QUESTION_ELSEWHERE,
    Level.WARNING,
    "Как вопрос читается «{value}», а не то, что стоит в столбце вопроса.",
    "Проверьте, не перепутаны ли ячейки.",
)
partial_credit = _rule(
    Trouble.PARTIAL_CREDIT,
    Level.WARNING,
    "Ответ «{value}» верен лишь частично: он будет считаться неверным.",
    "Проверьте, какие ответы верны.",
)
