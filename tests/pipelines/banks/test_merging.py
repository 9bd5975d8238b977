"""Copies inside of a file and across files."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.banks.check import check, combine, conflicts
from pipelines.banks.report import Report
from serving.core.questions import NO_SOURCE
from tests.pipelines.banks.tables import ORIGINAL, SUBJECTS, WORKBOOK, Cells, checked, codes_of_row, write_csv

TURNED = ORIGINAL | {"answer_1": "четыре", "answer_2": "три", "right_answer": "0"}
CONTRADICTION = ORIGINAL | {"right_answer": "0"}


def test_a_copy_in_other_words_of_the_same_key_is_one_question(tmp_path: Path) -> None:
    copy = ORIGINAL | {"ask_text": "сколько будет  два плюс два?.", "source": "Задачник"}
    report = checked(tmp_path, ORIGINAL, copy)
    [question] = report.questions
    assert question.question.text == "сколько будет два плюс два?."
    assert question.sources == ("Региональный этап ВсОШ", "Задачник")
    assert (question.rows, report.merged) == ((2, 3), 1)
    assert [codes_of_row(report, row) for row in (2, 3)] == [
        set(),
        {"duplicate", "truncated_start", "whitespace"},
    ]


def test_a_copy_with_the_options_in_another_order_brings_its_key_along(tmp_path: Path) -> None:
    [question] = checked(tmp_path, ORIGINAL, TURNED).questions
    assert [option.text for option in question.question.choices] == ["четыре", "три", "пять"]
    assert question.question.key == 1


def test_a_field_that_the_newest_copy_lacks_comes_from_the_older(tmp_path: Path) -> None:
    full = WORKBOOK | {"Пояснение": "Сложите.", "Тема": "Вычитание", "Источник": "ZAD", "Баллы": "4"}
    bare = WORKBOOK | {"Тема": "-", "Источник": ""}
    [question] = checked(tmp_path, full, bare).questions
    assert (question.question.explanation, question.question.points) == ("Сложите.", 4)
    assert (question.theme, question.sources) == ("Вычитание", ("Задачник",))


def test_a_question_without_any_source_says_so(tmp_path: Path) -> None:
    nameless = ORIGINAL | {"source": "-"}
    assert checked(tmp_path, nameless, nameless).questions[0].sources == (NO_SOURCE,)


def test_copies_that_contradict_each_other_all_wait_for_a_person(tmp_path: Path) -> None:
    report = checked(tmp_path, ORIGINAL, CONTRADICTION, TURNED)
    assert (report.questions, report.rejected) == ((), 3)
    assert all("conflict" in codes_of_row(report, row) for row in (2, 3, 4))


def test_a_rejected_copy_neither_contradicts_nor_merges(tmp_path: Path) -> None:
    report = checked(tmp_path, ORIGINAL, ORIGINAL | {"right_answer": "7"})
    assert (len(report.questions), report.rejected, report.merged) == (1, 1, 0)


def test_the_same_text_with_other_options_is_another_question(tmp_path: Path) -> None:
    assert len(checked(tmp_path, ORIGINAL, ORIGINAL | {"answer_3": "шесть"}).questions) == 2


def test_copies_of_two_files_are_one_question_of_all_sources(tmp_path: Path) -> None:
    reports = [checked(tmp_path, ORIGINAL), checked(tmp_path, TURNED | {"source": "ZAD"})]
    [question] = combine(reports)
    assert question.sources == ("Региональный этап ВсОШ", "Задачник")
    assert conflicts(reports) == ()


def test_files_that_contradict_each_other_are_told_and_left_out(tmp_path: Path) -> None:
    other = ORIGINAL | {"ask_text": "Другой вопрос?"}
    reports = [checked(tmp_path, ORIGINAL, other), checked(tmp_path, CONTRADICTION)]
    assert [question.question.text for question in combine(reports)] == ["Другой вопрос?"]
    assert [len(copies) for copies in conflicts(reports)] == [2]


def test_the_same_file_again_gives_the_same_identities(tmp_path: Path) -> None:
    assert checked(tmp_path, ORIGINAL).questions == checked(tmp_path, ORIGINAL).questions


VARIANTS: list[Cells] = [
    ORIGINAL, TURNED, CONTRADICTION, ORIGINAL | {"right_answer": "3"}, ORIGINAL | {"ask_text": ""},
    ORIGINAL | {"source": "ZAD", "right_answer": "2", "ask_text": "Сколько?"},
    ORIGINAL | {"source": "ZAD", "right_answer": "3", "ask_text": "Почему?"},
    ORIGINAL | {"have_photo": "1"}, ORIGINAL | {"answer_1": "1) три", "answer_3": ""},
]  # fmt: skip


@given(st.lists(st.sampled_from(VARIANTS), min_size=1, max_size=25))
@settings(max_examples=60, deadline=None)
def test_every_row_has_one_outcome(rows: list[Cells]) -> None:
    report = mixed(rows)
    merged = [row for question in report.questions for row in question.rows]
    assert len(merged) == len(set(merged)) == len(report.questions) + report.merged
    assert report.rows == len(rows) == len(merged) + report.rejected + report.held
    assert len({question.identity for question in report.questions}) == len(report.questions)


def mixed(rows: list[Cells]) -> Report:
    with TemporaryDirectory() as folder:
        return check(write_csv(Path(folder) / "bank.csv", rows), SUBJECTS)
