"""One row of titles, and what each of them names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from pipelines.banks.column_names import (
    COLUMNS,
    MARK_NAMES,
    SURPLUS,
    Column,
    names_all_options,
    option_letter,
    option_name,
    option_number,
)
from pipelines.banks.identity import comparison_key
from pipelines.banks.keys.letters import CYRILLIC, LATIN, place
from pipelines.banks.profile import Profile
from pipelines.banks.profiled_columns import declared_places


@dataclass(slots=True)
class HeaderLine:
    """`bases` of keys that the names of the options declare; `doubled` is a column with two titles.

    `crowded` is the title of a column that holds all options; `deeper` is 1 when the options are
    named a row below their common title.
    """

    titles: Sequence[str]
    places: dict[Column, int] = field(default_factory=dict)
    options: dict[int, int] = field(default_factory=dict)
    marks: Mapping[int, int] = field(default_factory=dict)
    bases: set[int] = field(default_factory=set)
    doubled: tuple[Column, tuple[str, str]] | None = None
    crowded: str | None = None
    deeper: int = 0

    @property
    def is_header(self) -> bool:
        return Column.TEXT in self.places and (Column.ANSWER in self.places or len(self.options) > 1)

    @property
    def width(self) -> int:
        titles = [title.strip() for title in self.titles]
        return titles.index(SURPLUS) if SURPLUS in titles else len(titles)

    @property
    def names(self) -> Mapping[str, str]:
        """Of a column or an option, as the department calls it."""
        named = {column.value: self._title(at) for column, at in self.places.items()}
        return named | {option_name(number): self._title(at) for number, at in self.options.items()}

    def _title(self, at: int) -> str:
        return self.titles[at].strip() or f"столбец {get_column_letter(at + 1)}"


def read_line(cells: Sequence[str], below: Sequence[str], profile: Profile) -> HeaderLine:
    """`below`: the next row, which names the options when this one has a common title for them."""
    keys = [comparison_key(cell) for cell in cells]
    line = HeaderLine(cells)
    line.places, line.options, line.marks = declared_places(keys, profile)
    if not line.options:
        _find_options(line, keys)
        _find_group(line, keys, below)
    if not line.marks:
        line.marks = _marks(line, keys)
    taken = {*line.places.values(), *line.options.values(), *line.marks.values()}
    declared = set(line.places)
    for at, key in enumerate(keys):
        if at not in taken and (column := COLUMNS.get(key)) and column not in declared:
            _add(line, column, at)
    return line


def _add(line: HeaderLine, column: Column, at: int) -> None:
    if column in line.places and line.doubled is None:
        line.doubled = column, (line.titles[line.places[column]].strip(), line.titles[at].strip())
    line.places.setdefault(column, at)


def _find_options(line: HeaderLine, keys: Sequence[str]) -> None:
    lettered: dict[str, int] = {}
    for at, key in enumerate(keys):
        if at in line.places.values():
            continue
        if option := option_number(key):
            number, base = option
            if number in line.options:
                line.doubled = (
                    Column.ANSWER,
                    (line.titles[line.options[number]].strip(), line.titles[at].strip()),
                )
            line.options[number] = at
            line.bases |= set() if base is None else {base}
        elif letter := option_letter(key):
            lettered[letter] = at
    if not line.options:
        line.options = _in_order(lettered)


def _in_order(lettered: Mapping[str, int]) -> dict[int, int]:
    """Letters name options when they are the first of an alphabet, without a gap."""
    for alphabet in (LATIN, CYRILLIC):
        numbered = {place(letter, alphabet): at for letter, at in lettered.items()}
        if len(numbered) > 1 and set(numbered) == set(range(1, len(lettered) + 1)):
            return {number: at for number, at in numbered.items() if number}
    return {}


def _find_group(line: HeaderLine, keys: Sequence[str], below: Sequence[str]) -> None:
    """A title over several columns: the cells to the right of it are empty."""
    starts = [at for at, key in enumerate(keys) if names_all_options(key)]
    if line.options or len(starts) != 1:
        return
    [start] = starts
    end = next((at for at in range(start + 1, len(keys)) if keys[at]), len(keys))
    if end - start == 1:
        line.crowded = line.titles[start].strip()
        return
    line.options = dict(enumerate(range(start, end), start=1))
    under = [comparison_key(cell) for cell in below[start:end]]
    if under and all(option_number(key) or option_letter(key) for key in under):
        line.deeper = 1
        line.titles = [*line.titles[:start], *below[start:end], *line.titles[end:]]


def _marks(line: HeaderLine, keys: Sequence[str]) -> Mapping[int, int]:
    """Every option has a column of marks to the right of it, or none has."""
    beside = {number: at + 1 for number, at in line.options.items() if at + 1 < len(keys)}
    if set(beside.values()) & set(line.options.values()):
        return {}
    named = [keys[at] for at in beside.values()]
    if len(beside) < max(len(line.options), 2) or line.crowded:
        return {}
    are_marks = all(key in MARK_NAMES or COLUMNS.get(key) is Column.ANSWER for key in named)
    answered = Column.ANSWER in line.places or any(
        COLUMNS.get(key) is Column.ANSWER for at, key in enumerate(keys) if at not in beside.values()
    )
    return beside if are_marks and not answered else {}
