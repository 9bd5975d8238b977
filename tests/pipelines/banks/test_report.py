"""What the department and the programs around it receive."""

import json
from pathlib import Path

import pytest

from pipelines.banks.report import Report
from tests.pipelines.banks.tables import ORIGINAL, WORKBOOK, checked

QUESTION = {
    "kind": "one", "subject": "sums", "text": "Сколько будет два плюс два?",
    "options": ["три", "четыре", "пять"],
    "key": 2, "theme": "Сложение", "sources": ["Региональный этап ВсОШ"], "photo": None,
}  # fmt: skip
FINDING = {
    "sheet": None, "row": 3, "column": "right_answer", "code": "answer_out_of_range", "level": "E",
    "value": "9", "message": "Верный ответ «9» указывает на вариант, которого нет.",
    "hint": "Исправьте номер верного ответа или впишите недостающий вариант.",
}  # fmt: skip


def test_the_report_as_json_has_the_agreed_names(tmp_path: Path) -> None:
    report = checked(tmp_path, ORIGINAL, ORIGINAL | {"right_answer": "9", "ask_text": "Почему?"})
    written = json.loads(report.to_json())
    assert list(written) == [
        "file", "rows", "new_or_changed", "merged", "rejected", "held", "repaired", "warnings", "findings",
        "questions",
    ]  # fmt: skip
    assert written["questions"] == [QUESTION | {"id": report.questions[0].identity}]
    assert written["findings"] == [FINDING]


@pytest.mark.parametrize(
    ("kind", "answer", "key"),
    [("да/нет", "да", True), ("несколько", "1;3", [1, 3]), ("открытый", "Рим; рим", ["Рим", "рим"])],
)
def test_a_key_is_written_in_the_way_of_its_kind(tmp_path: Path, kind: str, answer: str, key: object) -> None:
    report = checked(tmp_path, WORKBOOK | {"Тип": kind, "Верный ответ": answer})
    assert json.loads(report.to_json())["questions"][0]["key"] == key


def test_a_report_in_which_a_row_is_lost_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="3 rows in, 2 accounted for"):
        Report("bank.csv", 3, 0, 1, 1, 0, 0, (), ())
