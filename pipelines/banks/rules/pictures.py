"""Rules of the pictures."""

import re
from collections.abc import Iterator

from pipelines.banks.photos import Fault
from pipelines.banks.report import Level
from pipelines.banks.row import Row
from pipelines.banks.rules.rule import Place, Rule, rule, rule_at

_MENTION = re.compile(
    r"\bна (?:\w+ )?(?:рисунке|графике|картинке|диаграмме|схеме|фото\w*)\b|изображ[её]н|\bрисунк",
    re.IGNORECASE,
)


def waits_for_picture(row: Row) -> bool:
    """The question cannot be answered until a picture comes, whether the row or only its text says so."""
    return row.photo is None and (row.has_picture or mentions_picture(row))


def mentions_picture(row: Row) -> bool:
    return _MENTION.search(row.text) is not None


@rule(
    "picture_not_sent",
    Level.REJECT,
    "Картинка «{value}» названа, но не прислана.",
    "Пришлите картинку вместе с файлом или уберите её имя.",
)
def picture_not_sent(row: Row) -> Iterator[Place]:
    if row.picture and row.photo is None:
        yield Place("picture", row.picture)


@rule(
    "picture_too_big",
    Level.REJECT,
    "Картинка «{value}» слишком большая.",
    "Уменьшите картинку до 5 МБ.",
)
def picture_too_big(row: Row) -> Iterator[Place]:
    if row.photo is not None and row.photo.fault is Fault.TOO_BIG:
        yield Place("picture", row.photo.name)


@rule(
    "picture_wrong_content",
    Level.REJECT,
    "Файл «{value}» — не картинка png, jpg или webp.",
    "Сохраните картинку в одном из этих форматов.",
)
def picture_wrong_content(row: Row) -> Iterator[Place]:
    if row.photo is not None and row.photo.fault is Fault.NOT_A_PICTURE:
        yield Place("picture", row.photo.name)


@rule(
    "picture_promised",
    Level.WARNING,
    "Отмечено, что есть картинка, но она не прислана: вопрос не будет показан, пока её нет.",
    "Пришлите картинку; её имя — номер задачи.",
)
def picture_promised(row: Row) -> Iterator[Place]:
    if row.has_picture and not row.picture and row.photo is None:
        yield Place("has_picture")


@rule(
    "picture_missing",
    Level.WARNING,
    "В тексте упомянута картинка, но её нет: вопрос не будет показан, пока её нет.",
    "Пришлите картинку или перепишите вопрос.",
)
def picture_missing(row: Row) -> Iterator[Place]:
    if not row.has_picture and mentions_picture(row):
        yield Place("text")


def picture_unused(name: str) -> Rule:
    return rule_at(
        None,
        "picture_unused",
        Level.WARNING,
        f"Картинка «{name}» прислана, но ни одна строка её не называет.",
        "Впишите имя картинки в строку вопроса или уберите её.",
    )
