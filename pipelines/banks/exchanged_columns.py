"""Whether the question stands under the title of another column: an option, the theme, the source."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pipelines.banks.column_names import Column, option_name
from pipelines.banks.profile import Profile
from pipelines.banks.refusal import FileRefused, Reason
from pipelines.banks.row import Row

_SIGNS = ("?", ":")
_FEWEST_ROWS = 3
_FEWEST_LENGTHS = 5
_MUCH_LONGER = 1.5
_FEW_QUESTIONS = 3


def asks_elsewhere(row: Row) -> Iterator[tuple[str, str]]:
    """Columns and cells that end as a question does, in a row whose question and other options do not."""
    if _asks(row.text):
        return
    asking = [(option_name(at), option) for at, option in enumerate(row.options, start=1) if _asks(option)]
    if len(asking) == 1:
        yield asking[0]
    prose = ((Column.EXPLANATION, row.explanation), (Column.THEME, row.theme), (Column.SOURCE, row.source))
    yield from ((column.value, cell) for column, cell in prose if _asks(cell))


def refuse_exchanged(rows: Sequence[Row], names: Mapping[str, str], profile: Profile) -> None:
    """Raises FileRefused when another column holds the question in most rows, unless the profile names it."""
    if Column.TEXT in profile.columns or len(rows) < _FEWEST_ROWS:
        return
    with_lengths = len(rows) >= _FEWEST_LENGTHS
    votes = Counter(column for row in rows for column in _votes(row, with_lengths=with_lengths))
    votes |= Counter({column: len(rows) for column in _telling_apart(rows)})
    for column, count in votes.most_common(1):
        if 2 * count > len(rows):
            raise _refused(names[Column.TEXT], names.get(column, column), count, len(rows))


def _votes(row: Row, *, with_lengths: bool) -> set[str]:
    return {*dict(asks_elsewhere(row)), *(_longest_option(row) if with_lengths else ())}


def _longest_option(row: Row) -> Iterator[str]:
    """The option that is much longer than the question and than every other option."""
    if not row.text.strip() or len(row.options) < 2:
        return
    lengths = [len(option.strip()) for option in row.options]
    longest = max(lengths)
    at = lengths.index(longest)
    if longest > _MUCH_LONGER * max(len(row.text.strip()), *lengths[:at], *lengths[at + 1 :]):
        yield option_name(at + 1)


def _telling_apart(rows: Sequence[Row]) -> Iterator[str]:
    """Themes or sources that tell the rows apart where the questions do not."""
    questions = len({row.text for row in rows})
    themes, sources = len({row.theme for row in rows}), len({row.source for row in rows})
    for column, cells in ((Column.THEME, themes), (Column.SOURCE, sources)):
        if len(rows) >= _FEWEST_LENGTHS and 2 * cells > len(rows) and cells > _FEW_QUESTIONS * questions:
            yield column


def _asks(cell: str) -> bool:
    return cell.rstrip().endswith(_SIGNS)


def _refused(text: str, other: str, count: int, of: int) -> FileRefused:
    return FileRefused(
        f"Похоже, столбцы «{text}» и «{other}» перепутаны: в {count} из {of} строк вопрос стоит под "
        f"«{other}»; исправьте заголовок, а если всё верно, добавьте в профиль строку "
        f'columns.text = "{text}".',
        Reason.COLUMNS_EXCHANGED,
    )
