"""What a spreadsheet does not prove is asked for, never guessed."""

from pathlib import Path

import pytest

from pipelines.banks.refusal import FileRefused, Reason
from tests.pipelines.banks.strangers import Rows, asked, read

NUMBERS = ("2", "3", "4")
UNPROVEN: list[tuple[str, str, Rows, str, str]] = [
    (
        "base", "Question|Option 1|Option 2|Option 3|Key", [asked(1, "1"), asked(2, "2")],
        Reason.KEY_BASE_UNPROVEN, "key_base = 1",
    ),
    (
        "contradicting base", "Question|Option 1|Option 2|Option 3|Key", [asked(1, "0"), asked(2, "3")],
        Reason.KEY_BASE_UNPROVEN, "key_base = 1",
    ),
    (
        "number or text", "Question|Option 1|Option 2|Option 3|Key", [asked(1, "2", NUMBERS)],
        Reason.KEY_STYLE_UNPROVEN, 'key_style = "number"',
    ),
    (
        "two styles", "Question|Option 1|Option 2|Option 3|Key", [asked(1, "Б"), asked(2, "1")],
        Reason.KEY_STYLE_UNPROVEN, 'key_style = "number"',
    ),
    (
        "alphabet", "Question|Option 1|Option 2|Option 3|Key", [asked(1, "А"), asked(2, "В")],
        Reason.KEY_STYLE_UNPROVEN, 'key_style = "cyrillic"',
    ),
    (
        "no marks", "Question|Option 1|Option 2|Option 3", [asked(1, "")[:4]],
        Reason.HEADER_MISSING, 'columns.answer = "название столбца"',
    ),
    (
        "kind", "Вопрос|Ответ", [("Река?", "Волга"), ("Озеро?", "Байкал")],
        Reason.KIND_UNPROVEN, 'kind = "открытый"',
    ),
    (
        "two keys", "Вопрос|Вариант 1|Вариант 2|Ответ|Ключ", [("Река?", "Волга", "Ока", "1", "2")],
        Reason.COLUMN_TWICE, 'columns.answer = "Ключ"',
    ),
    (
        "one cell", "Вопрос|Варианты ответа|Ключ", [("Река?", "а) Волга б) Ока", "а")],
        Reason.OPTIONS_IN_ONE_CELL, "разнесите их по столбцам",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "rows", "reason", "line"), [case[1:] for case in UNPROVEN], ids=[case[0] for case in UNPROVEN]
)
def test_what_is_not_proven_is_asked_for_with_the_line_of_a_profile(
    tmp_path: Path, header: str, rows: Rows, reason: Reason, line: str
) -> None:
    with pytest.raises(FileRefused) as refused:
        read(tmp_path, *rows, header=header)
    assert refused.value.reason is reason
    assert line in str(refused.value)
    assert str(refused.value).endswith((".", ")."))
