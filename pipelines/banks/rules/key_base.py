"""The rule of a group: the key of a whole source counts from another number than the file does."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pipelines.banks.report import Level
from pipelines.banks.row import MISSING, Row
from pipelines.banks.rules.keys import misses, right_options
from pipelines.banks.rules.rule import Rule, rule_at

Fits: TypeAlias = tuple[bool, bool]

SMALLEST_GROUP = 2
SMALLEST_FILE = 10
"""Fewer rows prove nothing: their keys may be simply wrong."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one source, or of the whole file when `source` is None, that count from `base`."""

    rows: Sequence[Row]
    base: int
    source: str | None


def groups_of_another_base(rows: Sequence[Row]) -> Sequence[Group]:
    """Proven by a key that has an option in the other base only, if no key has one in its own only."""
    choices = [(row, _fits(row)) for row in rows if right_options(row)]
    if len(choices) >= SMALLEST_FILE and _is_of_another_base(fits for _, fits in choices):
        return [_group([row for row, _ in choices], None)]
    sources: dict[tuple[str, str], list[tuple[Row, Fits]]] = defaultdict(list)
    for row, fits in choices:
        if row.source not in MISSING:
            sources[row.subject.code, row.source].append((row, fits))
    return [
        _group([row for row, _ in group], source)
        for (_, source), group in sources.items()
        if len(group) >= SMALLEST_GROUP and _is_of_another_base(fits for _, fits in group)
    ]


def key_base_rule(group: Group) -> Rule:
    of_what = "всего файла" if group.source is None else f"источника «{group.source}»"
    line = "key_base" if group.source is None else f'key_bases."{group.source}"'
    return rule_at(
        "answer",
        f"index_base_{group.base}",
        Level.HOLD,
        f"Верные ответы {of_what} (строк: {len(group.rows)}) считаются с {group.base}, "
        f"а в файле — с {1 - group.base}.",
        f"Подтвердите пересчёт строкой профиля {line} = {group.base}: "
        f"все номера верных ответов {of_what} изменятся на 1.",
    )


def _group(rows: Sequence[Row], source: str | None) -> Group:
    return Group(rows, 1 - rows[0].base, source)


def _fits(row: Row) -> Fits:
    """In its own base, in the other one."""
    return not misses(row), not misses(row, 2 * row.base - 1)


def _is_of_another_base(group: Iterable[Fits]) -> bool:
    fits = set(group)
    return (False, True) in fits and (True, False) not in fits
