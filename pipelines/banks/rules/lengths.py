"""Rules of what fits where."""

from collections.abc import Iterator

from pipelines.banks.report import Level
from pipelines.banks.row import Row
from pipelines.banks.rules.rule import Place, rule

FRAME = 200
"""What a message adds to a question: its number, theme, source, numbers of the options."""


@rule(
    "text_over_1024",
    Level.WARNING,
    "Вопрос не поместится в подпись к картинке: {value} знаков.",
    "Бот разделит сообщение; сократите вопрос, если можно.",
)
def text_over_1024(row: Row) -> Iterator[Place]:
    if len(row.text) > row.subject.limits.caption:
        yield Place("text", str(len(row.text)))


@rule(
    "message_over_4096",
    Level.WARNING,
    "Вопрос с вариантами не поместится в одно сообщение: {value} знаков.",
    "Бот разделит сообщение; сократите вопрос, если можно.",
)
def message_over_4096(row: Row) -> Iterator[Place]:
    length = len(row.text) + sum(map(len, row.options)) + FRAME
    if length > row.subject.limits.message:
        yield Place("text", str(length))


@rule(
    "long_in_subway",
    Level.WARNING,
    "Вопрос длинный ({value} знаков), но отмечен «можно в метро».",
    "Снимите отметку или сократите вопрос.",
)
def long_in_subway(row: Row) -> Iterator[Place]:
    if row.subway and len(row.text) > row.subject.limits.subway_text:
        yield Place("subway", str(len(row.text)))


@rule(
    "photo_in_subway",
    Level.WARNING,
    "Вопрос с картинкой отмечен «можно в метро».",
    "Снимите отметку, если картинку трудно разглядеть на ходу.",
)
def photo_in_subway(row: Row) -> Iterator[Place]:
    if row.subway and row.has_picture:
        yield Place("subway")
