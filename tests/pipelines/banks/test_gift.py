"""GIFT: what its description promises, each with a question of our own."""

from decimal import Decimal
from pathlib import Path

import pytest

from pipelines.banks.check import check
from pipelines.banks.refusal import FileRefused
from pipelines.banks.report import CheckedQuestion, Report
from serving.core.questions import Multiple, One, Open, Tolerance, YesNo
from tests.pipelines.banks.tables import SUBJECTS


def read(folder: Path, text: str, name: str = "bank.gift") -> Report:
    (folder / name).write_text(text, encoding="utf-8")
    return check(folder / name, SUBJECTS, subject="sums")


def only(folder: Path, text: str) -> CheckedQuestion:
    report = read(folder, text)
    assert report.rejected == 0, report.findings
    [checked] = report.questions
    return checked


def texts(checked: CheckedQuestion) -> list[str]:
    return [option.text for option in checked.question.choices]


def test_one_right_answer_among_wrong_ones(tmp_path: Path) -> None:
    checked = only(tmp_path, "::Сумма:: Сколько будет два плюс два? {~три =четыре ~пять}")
    assert (checked.question.text, texts(checked)) == (
        "Сколько будет два плюс два?",
        ["три", "четыре", "пять"],
    )
    assert (isinstance(checked.question, One), checked.question.key) == (True, 2)


@pytest.mark.parametrize(("written", "right"), [("T", True), ("TRUE", True), ("F", False), ("false", False)])
def test_true_and_false(tmp_path: Path, written: str, right: bool) -> None:
    question = only(tmp_path, f"Дважды два — четыре.{{{written}}}").question
    assert (isinstance(question, YesNo), question.key) == (True, right)


def test_shares_of_the_mark_make_several_right_answers(tmp_path: Path) -> None:
    question = only(tmp_path, "Чётные числа? {~%50%два ~%-100%три ~%50%четыре}").question
    assert (isinstance(question, Multiple), question.key) == (True, (1, 3))


def test_answers_without_wrong_ones_are_accepted_forms(tmp_path: Path) -> None:
    question = only(tmp_path, "Какая река впадает в Каспийское море? {=Волга =река Волга; она}").question
    assert (isinstance(question, Open), question.key) == (True, ("Волга", "река Волга; она"))


@pytest.mark.parametrize(
    ("written", "forms", "tolerance"),
    [
        ("#3.14:0.01", ("3.14",), "0.01"),
        ("#42", ("42",), None),
        ("#-2..5,5", ("-2..5,5",), None),
        ("#=3:1 =10:1#почти", ("3", "10"), "1"),
        ("#=3:1 =10:2 =%50%7:3", ("2..4", "8..12"), None),
    ],
)
def test_numbers_with_a_tolerance_or_a_range(
    tmp_path: Path, written: str, forms: tuple[str, ...], tolerance: str | None
) -> None:
    question = only(tmp_path, f"Сколько? {{{written}}}").question
    assert isinstance(question, Open)
    assert question.key == forms
    assert question.tolerance == (None if tolerance is None else Tolerance(value=Decimal(tolerance)))


def test_a_missing_word_leaves_a_blank(tmp_path: Path) -> None:
    checked = only(tmp_path, "Столица Франции — {=Париж ~Лион}, город на Сене.")
    assert checked.question.text == "Столица Франции — _____, город на Сене."


def test_escaped_signs_are_signs(tmp_path: Path) -> None:
    checked = only(tmp_path, r"Множество \{1\: 2\} \= \#\~? {=\{\} ~a\\b ~две\nстроки}")
    assert (checked.question.text, texts(checked)) == ("Множество {1: 2} = #~?", ["{}", "a\\b", "две строки"])


def test_comments_are_skipped_and_rows_are_lines(tmp_path: Path) -> None:
    report = read(
        tmp_path, "// заметка {=}\n\n// ещё\nДважды два?\n{=4\n// внутри\n~5}\n\nТрижды два? {=6 ~7}\n"
    )
    assert [one.rows for one in report.questions] == [(4,), (9,)]


def test_a_category_is_the_theme_until_the_next(tmp_path: Path) -> None:
    report = read(
        tmp_path,
        "Раз? {T}\n\n$CATEGORY: $course$/top/Счёт/Сложение\n\nДва? {T}\n\nТри? {F}\n\n"
        "$CATEGORY: a//b\n\nЧетыре? {T}",
    )
    assert [one.theme for one in report.questions] == ["без темы", "Сложение", "Сложение", "a/b"]


def test_feedback_is_the_explanation(tmp_path: Path) -> None:
    checked = only(tmp_path, "Дважды два? {=4#Верно ~5#Много ~3 ####Сложите.}")
    assert checked.question.explanation == "Сложите.\nВерно\n5 — Много"
    assert only(tmp_path, "Дважды два — пять. {F#Нет, четыре.#Именно.}").question.explanation == (
        "Именно.\nНет, четыре."
    )


def test_html_is_shown_as_text_and_other_formats_as_they_are(tmp_path: Path) -> None:
    checked = only(
        tmp_path, "[html]<p>Площадь, м<sup>2</sup> &uarr;</p><p>H<sub>2</sub>O?</p> {=<b>да</b> ~нет}"
    )
    assert (checked.question.text, texts(checked)) == ("Площадь, м² ↑\nH₂O?", ["да", "нет"])
    assert only(tmp_path, "[markdown]Что *значит*? {T}").question.text == "Что *значит*?"


def test_a_text_file_is_known_by_its_content(tmp_path: Path) -> None:
    assert read(tmp_path, "Да? {T}", "bank.txt").questions[0].question.key is True


def test_the_subject_must_be_declared(tmp_path: Path) -> None:
    (tmp_path / "bank.gift").write_text("Да? {T}", encoding="utf-8")
    with pytest.raises(FileRefused, match="предмет не назван: укажите его в --subject; известны: sums"):
        check(tmp_path / "bank.gift", SUBJECTS)
