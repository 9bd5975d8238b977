"""Which way of writing the key a file proves; what it does not prove is asked for."""

from collections import Counter
from collections.abc import Iterable, Sequence

from pipelines.banks.column_names import option_letter, option_name
from pipelines.banks.columns import Header
from pipelines.banks.identity import comparison_key
from pipelines.banks.keys.letters import CYRILLIC, LATIN, alphabet_of
from pipelines.banks.keys.style import KeyStyle, letters, numbers, quoted_options
from pipelines.banks.refusal import FileRefused, Reason
from pipelines.banks.row import Row

SMALLEST_SHARE = 2 / 3
"""Of the keys that can be written in one way only. Fewer are two banks in one file."""

_LETTERED = "letters"
_ALPHABETS = {LATIN: KeyStyle.LATIN, CYRILLIC: KeyStyle.CYRILLIC}


def proven_style(rows: Sequence[Row], header: Header) -> KeyStyle:
    """Raises FileRefused that names the line of a profile which would settle it."""
    forms = Counter(_form(row) for row in rows if row.answer.strip())
    unclear, forms[None], forms["unclear"] = forms["unclear"], 0, 0
    [(style, rows_of_style)] = forms.most_common(1) or [(None, 0)]
    if rows_of_style < SMALLEST_SHARE * forms.total() or (not rows_of_style and unclear):
        raise FileRefused(
            "Непонятно, чем записан верный ответ — номером, буквой или текстом варианта: добавьте в профиль "
            'строку key_style = "number" (или "cyrillic", "latin", "text").',
            Reason.KEY_STYLE_UNPROVEN,
        )
    if style == _LETTERED:
        return _alphabet([letter for row in rows for letter in letters(row.answer)], header)
    return KeyStyle.TEXT if style == KeyStyle.TEXT else KeyStyle.NUMBER


def proven_base(rows: Iterable[Row]) -> int:
    """Of keys that are numbers: a 0, or the number of the last option, each without the other."""
    zeros = lasts = 0
    for row in rows:
        ids = numbers(row.answer)
        zeros += 0 in ids
        lasts += len(row.options) in ids
    if bool(zeros) == bool(lasts):
        raise FileRefused(
            "Непонятно, считаются верные ответы с 0 или с 1: добавьте в профиль строку key_base = 1 (или 0).",
            Reason.KEY_BASE_UNPROVEN,
        )
    return int(bool(lasts))


def _form(row: Row) -> str | None:
    """None for what is no key at all; unclear for what is a number or a letter and an option too."""
    quoted = quoted_options(row.answer, row.options)
    is_option = bool(quoted) and 0 not in (quoted or ())
    if numbers(row.answer):
        return "unclear" if is_option else KeyStyle.NUMBER
    if letters(row.answer):
        return "unclear" if is_option else _LETTERED
    return KeyStyle.TEXT if is_option else None


def _alphabet(used: Sequence[str], header: Header) -> KeyStyle:
    """The names of the options prove it too: «Вариант Б»."""
    titles = (comparison_key(header.names[option_name(number)]) for number in header.options)
    named = [letter for title in titles if (letter := option_letter(title))]
    if alphabet := alphabet_of(named or used) or alphabet_of(used):
        return _ALPHABETS[alphabet]
    raise FileRefused(
        "Непонятно, русские или латинские буквы в верном ответе («В» — третья или вторая): добавьте "
        'в профиль строку key_style = "cyrillic" (или "latin").',
        Reason.KEY_STYLE_UNPROVEN,
    )
