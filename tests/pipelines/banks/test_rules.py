"""Each rule of a single row, by the smallest change of a good row that breaks it."""

from pathlib import Path

import pytest

from pipelines.banks.check import check
from pipelines.banks.report import Level
from pipelines.banks.row import Trouble
from pipelines.banks.rules.registry import RULES
from serving.core.questions import NO_SOURCE, NO_THEME
from tests.pipelines.banks.tables import (
    ORIGINAL,
    SUBJECTS,
    WORKBOOK,
    YES_NO,
    Cells,
    checked,
    codes,
    write_csv,
)

LONG = "слово " * 200

BROKEN: list[tuple[str, str, Cells]] = [
    ("text_missing", "E", ORIGINAL | {"ask_text": " "}),
    ("kind_missing", "E", WORKBOOK | {"Тип": ""}),
    ("unsupported_kind", "E", WORKBOOK | {"Тип": "соответствие"}),
    ("too_few_options", "E", ORIGINAL | {"answer_1": "", "answer_3": ""}),
    ("option_gap", "E", ORIGINAL | {"answer_1": ""}),
    ("date_artifact", "E", ORIGINAL | {"answer_3": "2024-05-01 00:00:00"}),
    ("key_missing", "E", ORIGINAL | {"right_answer": ""}),
    ("key_wrong_kind", "E", ORIGINAL | {"right_answer": "123"}),
    ("key_wrong_kind", "E", ORIGINAL | {"right_answer": "четыре"}),
    ("key_wrong_kind", "E", YES_NO | {"right_answer": "2"}),
    ("key_wrong_kind", "E", WORKBOOK | {"Верный ответ": "1;2"}),
    ("key_wrong_kind", "E", WORKBOOK | {"Тип": "да/нет", "Верный ответ": "1"}),
    ("key_wrong_kind", "E", WORKBOOK | {"Тип": "несколько", "Верный ответ": "1;1"}),
    ("key_wrong_kind", "E", WORKBOOK | {"Тип": "открытый", "Верный ответ": "12..10"}),
    ("answer_out_of_range", "E", ORIGINAL | {"right_answer": "3"}),
    ("answer_out_of_range", "E", WORKBOOK | {"Верный ответ": "0"}),
    ("answer_out_of_range", "E", WORKBOOK | {"Тип": "несколько", "Верный ответ": "1;4"}),
    ("option_duplicate_right", "E", ORIGINAL | {"answer_3": "четыре"}),
    ("option_duplicate_wrong", "W", ORIGINAL | {"answer_3": "три"}),
    ("tolerance_wrong", "E", WORKBOOK | {"Тип": "открытый", "Верный ответ": "Рим", "Допуск": "5%"}),
    ("tolerance_wrong", "E", WORKBOOK | {"Тип": "открытый", "Верный ответ": "4", "Допуск": "мало"}),
    ("points_wrong", "E", WORKBOOK | {"Баллы": "пять"}),
    ("points_wrong", "E", WORKBOOK | {"Баллы": "1001"}),
    ("picture_not_sent", "E", WORKBOOK | {"Картинка": "plot.png"}),
    ("picture_promised", "W", ORIGINAL | {"have_photo": "True"}),
    ("picture_missing", "W", ORIGINAL | {"ask_text": "Что изображено на рисунке?"}),
    ("percent_lost", "W", ORIGINAL | {"answer_1": "15%", "answer_2": "0.2"}),
    ("numbering_prefix_mixed", "W", ORIGINAL | {"answer_1": "а) три"}),
    ("question_elsewhere", "W", ORIGINAL | {"ask_text": "четыре", "answer_2": "Сколько будет два плюс два?"}),
    ("cell_ignored", "W", WORKBOOK | {"Тип": "открытый", "Верный ответ": "четыре"}),
    ("cell_ignored", "W", WORKBOOK | {"Допуск": "5%"}),
    ("source_missing", "W", ORIGINAL | {"source": "-"}),
    ("theme_missing", "W", ORIGINAL | {"theme": ""}),
    ("theme_unknown", "W", ORIGINAL | {"theme": "Деление"}),
    ("truncated_start", "W", ORIGINAL | {"ask_text": "колько будет два плюс два?"}),
    ("mixed_alphabet", "W", ORIGINAL | {"answer_1": "AVС"}),
    ("math_alnum", "W", ORIGINAL | {"ask_text": "Чему равно 𝑃, если 𝑃 = 2?"}),
    ("html", "W", ORIGINAL | {"answer_1": "x<sup>2</sup>"}),
    ("html", "W", ORIGINAL | {"answer_1": "a &uarr; b"}),
    ("mojibake", "W", ORIGINAL | {"answer_1": "Сколько".encode().decode("cp1251", "replace")}),
    ("replacement_char", "W", ORIGINAL | {"answer_1": "тр\ufffd"}),
    ("text_over_1024", "W", ORIGINAL | {"ask_text": f"Дано: {LONG}"}),
    ("message_over_4096", "W", ORIGINAL | {"ask_text": f"Дано: {LONG * 4}"}),
    ("long_in_subway", "W", ORIGINAL | {"ask_text": f"Дано: {LONG}", "may_in_subway": "1"}),
    ("photo_in_subway", "W", ORIGINAL | {"have_photo": "1", "may_in_subway": "1"}),
    ("shuffle_unsafe", "F", ORIGINAL | {"answer_3": "нет верного ответа"}),
]  # fmt: skip


@pytest.mark.parametrize("row", [ORIGINAL, YES_NO, WORKBOOK], ids=["original", "yes or no", "workbook"])
def test_a_good_row_has_nothing_to_report(tmp_path: Path, row: Cells) -> None:
    report = checked(tmp_path, row)
    assert (report.findings, len(report.questions)) == ((), 1)


@pytest.mark.parametrize(("code", "level", "row"), BROKEN, ids=[f"{code}" for code, _, _ in BROKEN])
def test_a_broken_row_shows_its_rule(tmp_path: Path, code: str, level: str, row: Cells) -> None:
    report = checked(tmp_path, row)
    assert (code, level) in codes(report)
    assert report.rejected == (level == "E")
    assert len(report.questions) == (level != "E")


def test_a_cell_outside_of_the_header_is_a_delimiter_without_quotes(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "bank.csv", [YES_NO])
    file.write_text(file.read_text(encoding="utf-8").rstrip() + ",лишнее\n", encoding="utf-8")
    assert ("surplus_cells", "E") in codes(check(file, SUBJECTS))


def test_every_rule_of_a_row_is_tried_here() -> None:
    elsewhere = {"surplus_cells", "picture_too_big", "picture_wrong_content", *Trouble}
    assert {rule.code for rule in RULES} == {code for code, _, _ in BROKEN} | elsewhere
    assert len({rule.code for rule in RULES}) == len(RULES)


def test_every_rule_speaks_russian_and_says_what_to_do() -> None:
    for rule in RULES:
        for sentence in (rule.message, rule.hint):
            assert sentence[0].isupper()
            assert sentence.endswith(".")


def test_all_defects_of_a_row_are_found_at_once(tmp_path: Path) -> None:
    report = checked(tmp_path, ORIGINAL | {"ask_text": "", "answer_1": "", "right_answer": "", "source": ""})
    assert {code for code, _ in codes(report)} == {
        "text_missing", "option_gap", "key_missing", "source_missing",
    }  # fmt: skip


def test_a_finding_names_the_row_and_the_column_of_the_spreadsheet(tmp_path: Path) -> None:
    report = checked(
        tmp_path, ORIGINAL, ORIGINAL | {"ask_text": "Сколько будет дважды два?", "right_answer": "4"}
    )
    [finding] = [finding for finding in report.findings if finding.level is Level.REJECT]
    assert (finding.row, finding.column, finding.value) == (3, "right_answer", "4")
    assert finding.message == "Верный ответ «4» указывает на вариант, которого нет."


def test_a_dash_is_a_legal_answer_and_means_nothing_given_only_in_source_and_theme(tmp_path: Path) -> None:
    report = checked(tmp_path, ORIGINAL | {"answer_2": "-", "source": "-", "theme": "-"})
    [question] = report.questions
    assert question.question.choices[1].text == "-"
    assert (question.theme, question.sources) == (NO_THEME, (NO_SOURCE,))
    assert report.rejected == 0


def test_options_that_differ_by_case_accent_or_apostrophe_are_different(tmp_path: Path) -> None:
    report = checked(tmp_path, ORIGINAL | {"answer_1": "its", "answer_2": "it's", "answer_3": "Its"})
    assert report.findings == ()
