"""Moodle XML as Moodle writes it, and as other programs do."""

import hashlib
from base64 import b64encode
from decimal import Decimal
from pathlib import Path

import pytest

from pipelines.banks.report import CheckedQuestion, Report
from serving.core.questions import Multiple, One, Open, Tolerance, YesNo
from tests.pipelines.banks.released import PICTURE, PICTURE_HASH
from tests.pipelines.banks.test_gift import read, texts

CHOICE = "<answer fraction='100'><text>да</text></answer><answer fraction='0'><text>нет</text></answer>"
FILE = f'<file name="a b.png" path="/" encoding="base64">{b64encode(PICTURE).decode()}</file>'


def quiz(folder: Path, *questions: str) -> Report:
    text = "\n".join(["<?xml version='1.0' encoding='UTF-8'?>", "<quiz>", *questions, "</quiz>"])
    return read(folder, text, "bank.xml")


def question(type_: str, text: str, inside: str, *, format_: str = "html", files: str = "") -> str:
    written = f"<questiontext format='{format_}'><text>{text}</text>{files}</questiontext>"
    return f"<question type='{type_}'><name><text>имя</text></name>{written}{inside}</question>"


def only(folder: Path, written: str) -> CheckedQuestion:
    report = quiz(folder, written)
    assert report.rejected == 0, report.findings
    [checked] = report.questions
    return checked


def test_one_right_answer(tmp_path: Path) -> None:
    inside = f"<single>true</single><shuffleanswers>0</shuffleanswers>{CHOICE}"
    checked = only(tmp_path, question("multichoice", "<![CDATA[<p>Дважды два — 4?</p>]]>", inside))
    one = checked.question
    assert isinstance(one, One)
    assert (one.text, texts(checked), one.key, one.shuffle) == ("Дважды два — 4?", ["да", "нет"], 1, False)


def test_several_right_answers(tmp_path: Path) -> None:
    answers = "".join(
        f"<answer fraction='{share}'><text>{share}</text></answer>"
        for share in ("33.33333", "-100", "66.66667")
    )
    several = only(tmp_path, question("multichoice", "Какие?", f"<single>false</single>{answers}")).question
    assert (isinstance(several, Multiple), several.key) == (True, (1, 3))


def test_true_and_false(tmp_path: Path) -> None:
    answers = (
        "<answer fraction='0'><text>true</text></answer><answer fraction='100'><text>false</text></answer>"
    )
    yes_no = only(tmp_path, question("truefalse", "Дважды два — 5?", answers)).question
    assert (isinstance(yes_no, YesNo), yes_no.key) == (True, False)


def test_short_answers_and_numbers(tmp_path: Path) -> None:
    forms = (
        "<answer fraction='100'><text>Волга</text></answer><answer fraction='100'><text>a\\*b</text></answer>"
    )
    short = only(tmp_path, question("shortanswer", "Река?", forms)).question
    assert short.key == ("Волга", "a*b")
    answer = "<answer fraction='100'><text>3.14</text><tolerance>1.0E-2</tolerance></answer>"
    number = only(tmp_path, question("numerical", "Пи?", answer)).question
    assert isinstance(number, Open)
    assert (number.key, number.tolerance) == (("3.14",), Tolerance(value=Decimal("0.01")))


@pytest.mark.parametrize(
    ("text", "format_", "shown"),
    [
        ("Спрос &uarr; при R&D & <![CDATA[&darr;]]>", "html", "Спрос ↑ при R&D & ↓"),
        ("<p>Две</p><p>строки <b>и</b> тег</p>", "html", "Две\nстроки и тег"),
        ("<p>И здесь</p>", "plain_text", "И здесь"),
        ("a &lt;b&gt; c", "plain_text", "a <b> c"),
        ("Строка\nи ещё", "moodle_auto_format", "Строка\nи ещё"),
        ("&lt;p&gt;x &amp;lt; y&lt;/p&gt;", "html", "x < y"),
    ],
)
def test_texts_become_plain(tmp_path: Path, text: str, format_: str, shown: str) -> None:
    checked = only(tmp_path, question("multichoice", text, CHOICE, format_=format_))
    assert checked.question.text == shown


def test_categories_feedback_and_lines(tmp_path: Path) -> None:
    category = (
        "<question type='category'><category><text>$course$/top/Счёт/Сложение</text></category></question>"
    )
    feedback = (
        "<generalfeedback format='html'><text>&lt;p&gt;Так &amp;rarr; и&lt;/p&gt;</text></generalfeedback>"
    )
    report = quiz(tmp_path, category, "", question("multichoice", "Да?", CHOICE + feedback))
    [checked] = report.questions
    assert (checked.theme, checked.question.explanation, checked.rows) == ("Сложение", "Так → и", (5,))


def test_a_picture_inside_is_the_picture_of_the_question(tmp_path: Path) -> None:
    shown = '&lt;img src="@@PLUGINFILE@@/a%20b.png"&gt;'
    other = FILE.replace(b64encode(PICTURE).decode(), b64encode(PICTURE + b"!").decode())
    report = quiz(
        tmp_path,
        question("multichoice", f"Первая? {shown}", CHOICE, files=FILE),
        question("multichoice", "Вторая?", CHOICE, files=other),
    )
    hashes = [PICTURE_HASH, hashlib.sha256(PICTURE + b"!").hexdigest()]
    assert [one.question.photo for one in report.questions] == hashes
    assert [one.code for one in report.findings if one.level == "E"] == []


@pytest.mark.parametrize(
    ("text", "inside", "files", "code"),
    [
        ("Две?", CHOICE, FILE + FILE.replace("a b", "c"), "several_pictures"),
        ("Нет её? &lt;img src='x.png'&gt;", CHOICE, "", "picture_not_sent"),
        ("Не она?", CHOICE, FILE.replace("iVBOR", "AAAAA"), "picture_wrong_content"),
        ("Где?", CHOICE.replace("нет", "&lt;img src='x.png'&gt;"), "", "picture_in_option"),
    ],
)
def test_what_is_wrong_with_pictures_rejects_the_row(
    tmp_path: Path, text: str, inside: str, files: str, code: str
) -> None:
    report = quiz(tmp_path, question("multichoice", text, inside, files=files))
    assert (code, "E") in {(one.code, one.level) for one in report.findings}


@pytest.mark.parametrize("kind", ["matching", "essay", "cloze", "description", "calculated", "ddwtos"])
def test_a_kind_that_we_do_not_have_rejects_the_row(tmp_path: Path, kind: str) -> None:
    report = quiz(tmp_path, question("multichoice", "Да?", CHOICE), question(kind, "Иначе?", ""))
    errors = [(one.row, one.code, one.value) for one in report.findings if one.level == "E"]
    assert errors == [(4, "unsupported_kind", kind)]
    assert len(report.questions) == 1


def test_questions_of_one_line_are_numbered_by_their_place(tmp_path: Path) -> None:
    two = question("multichoice", "Раз?", CHOICE) + question("multichoice", "Два?", CHOICE)
    assert [one.rows for one in quiz(tmp_path, two).questions] == [(1,), (2,)]
