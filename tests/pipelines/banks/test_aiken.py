"""Aiken: the simplest of the formats, and the errors that people make in it."""

from pathlib import Path

import pytest

from pipelines.banks.report import Report
from tests.pipelines.banks.test_gift import read, texts

GOOD = "Сколько будет два плюс два?\nA. три\nB) четыре\nC. пять\nANSWER: B\n"


def aiken(folder: Path, text: str) -> Report:
    return read(folder, text, "bank.aiken")


def test_options_stand_behind_letters(tmp_path: Path) -> None:
    [checked] = aiken(tmp_path, GOOD).questions
    assert (texts(checked), checked.question.key, checked.rows) == (["три", "четыре", "пять"], 2, (1,))


def test_russian_letters_are_letters(tmp_path: Path) -> None:
    text = "А. Пушкин написал\nчто?\nА. Му-му\nБ. Онегина\nВ. Мцыри\n\nОтвет: Б\n"
    [checked] = aiken(tmp_path, text).questions
    assert (checked.question.text, checked.question.key) == ("А. Пушкин написал\nчто?", 2)
    [twin] = aiken(tmp_path, GOOD.replace("ANSWER: B", "ANSWER: В")).questions
    assert twin.question.key == 2


def test_a_question_follows_with_or_without_an_empty_line(tmp_path: Path) -> None:
    text = GOOD + GOOD.replace("два", "три") + "\n" + GOOD.replace("два", "семь")
    assert [one.rows for one in aiken(tmp_path, text).questions] == [(1,), (6,), (12,)]


@pytest.mark.parametrize(
    ("text", "code", "reason"),
    [
        ("Что?\nA. да\nB. нет\n", "key_missing", "Не указан верный ответ"),
        ("Что?\nA. да\nB. нет\nANSWER: D\n", "answer_out_of_range", "которого нет"),
        ("Что?\nA. да\nB. нет\nANSWER: A, B\n", "key_wrong_kind", "1;2"),
        ("Что?\nA. да\nANSWER: A\n", "too_few_options", "меньше двух"),
        ("Что?\nA. да\nмусор\nB. нет\nANSWER: A\n", "broken_syntax", "строка 3: ждали вариант"),
        ("Что?\nA. да\nA. нет\nANSWER: A\n", "broken_syntax", "строка 3: вариант «A» уже был"),
        ("A. да\nB. нет\nC. не знаю\nANSWER: B\n", "broken_syntax", "строка 2: варианты начинаются с «B»"),
    ],
)
def test_an_error_names_its_line_and_spares_the_rest(
    tmp_path: Path, text: str, code: str, reason: str
) -> None:
    report = aiken(tmp_path, f"{text}\n{GOOD}")
    errors = [one for one in report.findings if one.level == "E"]
    assert {one.row for one in errors} == {1}
    assert any(one.code == code and reason in one.message for one in errors)
    assert [one.rows for one in report.questions] == [(text.count("\n") + 2,)]


def test_a_text_file_is_known_by_its_content(tmp_path: Path) -> None:
    assert len(read(tmp_path, GOOD, "bank.txt").questions) == 1
