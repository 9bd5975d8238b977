"""Rules of questions that stand in a file more than once; `rows` are the numbers of all its copies."""

from collections.abc import Sequence

from pipelines.banks.report import Level
from pipelines.banks.rules.rule import Rule, rule_at


def conflict(rows: Sequence[int]) -> Rule:
    return rule_at(
        "answer",
        "conflict",
        Level.REJECT,
        f"У одного и того же вопроса разные верные ответы (строки {_listed(rows)}).",
        "Оставьте верный ответ и уберите остальные копии.",
    )


def duplicate(rows: Sequence[int]) -> Rule:
    return rule_at(
        "text",
        "duplicate",
        Level.MERGE,
        f"Копия вопроса из строки {rows[0]}: объединены по столбцам, новое важнее.",
        "Ничего делать не нужно.",
    )


def duplicate_lost_photo(rows: Sequence[int]) -> Rule:
    return rule_at(
        "has_picture",
        "duplicate_lost_photo",
        Level.WARNING,
        f"У этой копии нет картинки, а у другой есть (строки {_listed(rows)}): картинка сохранена.",
        "Проверьте, что картинка всё ещё нужна.",
    )


def _listed(rows: Sequence[int]) -> str:
    return ", ".join(map(str, rows))
