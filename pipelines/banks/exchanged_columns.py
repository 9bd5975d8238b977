"""Whether the question stands under the title of another column: an option, the theme, the source."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pipelines.banks.column_names import Column, option_name
from pipelines.banks.profile import Profile
from pipelines.banks.refusal import FileRefused, Reason
from pipelines.banks.row import Defect, Row, Trouble

_SIGNS = ("?", ":")
_FEWEST_ROWS = 3
_FEWEST_LENGTHS = 5
_MUCH_LONGER = 1.5
_FEW_QUESTIONS = 3


def asking_elsewhere(text: str, options: Mapping[str, str], others: Mapping[str, str]) -> tuple[Defect, ...]:
    """Cells, by column, that end as a question does, where the question and every other option do not."""
    if _asks(text):
        return ()
    asking = [(column, cell) for column, cell in options.items() if _asks(cell)]
    asking = [*(asking if len(asking) == 1 else ()), *(one for one in others.items() if _asks(one[1]))]
    return tuple(Defect(Trouble.QUESTION_ELSEWHERE, column, cell) for column, cell in asking)


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
    asking = {one.column for one in row.defects if one.trouble is Trouble.QUESTION_ELSEWHERE and one.column}
    return {*asking, *(_longest_option(row) if with_lengths else ())}


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
