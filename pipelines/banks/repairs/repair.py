"""What a repair is, and how it is applied and told about."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipelines.banks.columns import Column, option_name
from pipelines.banks.row import Row


@dataclass(frozen=True, slots=True)
class Repair:
    """`change` gives back the row itself when there is nothing to repair."""

    code: str
    message: str
    hint: str
    change: Callable[[Row], Row]


@dataclass(frozen=True, slots=True)
class Change:
    repair: Repair
    column: str
    before: str
    after: str


def apply_repairs(row: Row, repairs: Sequence[Repair]) -> tuple[Row, list[Change]]:
    changes: list[Change] = []
    for repair in repairs:
        repaired = repair.change(row)
        if repaired is not row:
            changes.extend(_changes(repair, row, repaired))
            row = repaired
    return row, changes


def with_texts(row: Row, change: Callable[[str], str]) -> Row:
    """What students read: the text, the options and the explanation, each changed on its own."""
    return with_cells(row, change(row.text), tuple(map(change, row.options)), change(row.explanation))


def with_cells(row: Row, text: str, options: tuple[str, ...], explanation: str) -> Row:
    if (text, options, explanation) == (row.text, row.options, row.explanation):
        return row
    return replace(row, text=text, options=options, explanation=explanation)


def _changes(repair: Repair, old: Row, new: Row) -> Iterator[Change]:
    for column, before, after in _cells(old, new):
        if before != after:
            yield Change(repair, column, before, after)


def _cells(old: Row, new: Row) -> Iterator[tuple[str, str, str]]:
    yield Column.TEXT, old.text, new.text
    for number, (before, after) in enumerate(zip(old.options, new.options, strict=True), start=1):
        yield option_name(number), before, after
    yield Column.ANSWER, old.answer, new.answer
    yield Column.EXPLANATION, old.explanation, new.explanation
    yield Column.THEME, old.theme, new.theme
    yield Column.SOURCE, old.source, new.source
