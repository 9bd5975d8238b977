"""What a rule is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from pipelines.banks.columns import option_name
from pipelines.banks.report import Level
from pipelines.banks.row import Row


@dataclass(frozen=True, slots=True)
class Place:
    """Where a rule is broken; `value` also stands for `{value}` in the sentence of the rule."""

    column: str | None
    value: str | None = None


Places: TypeAlias = Callable[[Row], Iterator[Place]]


@dataclass(frozen=True, slots=True)
class Rule:
    """`places` sees a row after its repairs."""

    code: str
    level: Level
    message: str
    hint: str
    places: Places


def rule(code: str, level: Level, message: str, hint: str) -> Callable[[Places], Rule]:
    return lambda places: Rule(code, level, message, hint, places)


def rule_at(column: str | None, code: str, level: Level, message: str, hint: str) -> Rule:
    """A rule that is known to be broken, in this column of whatever row it is applied to."""
    return Rule(code, level, message, hint, lambda _: iter([Place(column)]))


def texts(row: Row) -> Iterator[Place]:
    """Everything that a student reads."""
    yield Place("text", row.text)
    for number, option in enumerate(row.options, start=1):
        yield Place(option_name(number), option)
    if row.explanation:
        yield Place("explanation", row.explanation)
