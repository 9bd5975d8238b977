"""What a department declares where its file proves nothing."""

from pathlib import Path

import pytest

from pipelines.banks.check import check
from pipelines.banks.profile import read_profile
from pipelines.banks.refusal import FileRefused, Reason
from pipelines.banks.report import Report
from serving.core.questions import Kind
from tests.pipelines.banks.tables import SUBJECTS


def read(tmp_path: Path, content: str, profile: str, *, encoding: str = "utf-8") -> Report:
    (tmp_path / "bank.csv").write_bytes(content.encode(encoding))
    (tmp_path / "profile.toml").write_text(profile, encoding="utf-8")
    return check(tmp_path / "bank.csv", SUBJECTS, profile=read_profile(tmp_path / "profile.toml"))


def refused(tmp_path: Path, content: str, profile: str) -> str:
    with pytest.raises(FileRefused) as refusal:
        read(tmp_path, content, profile)
    assert refusal.value.reason is Reason.PROFILE_WRONG
    return str(refusal.value)


@pytest.mark.parametrize(
    ("line", "key", "right"),
    [
        ("key_base = 1", "2", 2),
        ("key_base = 0", "2", 3),
        ('key_base = 1\nkey_style = "number"', "3", 3),
        ('key_style = "text"', "3", 2),
        ('key_style = "cyrillic"', "В", 3),
        ('key_style = "latin"', "В", 2),
    ],
)
def test_a_profile_declares_how_keys_are_written(tmp_path: Path, line: str, key: str, right: int) -> None:
    content = f"Question,Option 1,Option 2,Option 3,Key\nСколько?,2,3,4,{key}\n"
    if key == "2":
        content = content.replace(",2,3,4,", ",два,три,пять,")
    [question] = read(tmp_path, content, f'subject = "sums"\n{line}').questions
    assert question.question.key == right


def test_a_profile_names_the_columns_the_encoding_and_the_delimiter(tmp_path: Path) -> None:
    content = (
        "Банк кафедры\n\nЧто спросить|Да-да|Нет-нет|Что верно\nСколько будет два плюс два?|три|четыре|1\n"
    )
    profile = """
        subject = "Арифметика"
        encoding = "koi8-r"
        delimiter = "|"
        header_row = 3
        key_base = 0
        options = ["Да-да", "Нет-нет"]
        columns.text = "Что спросить"
        columns.answer = "Что верно"
    """
    [question] = read(tmp_path, content, profile, encoding="koi8-r").questions
    assert (question.question.key, question.rows) == (2, (4,))


def test_a_table_without_a_header_is_described_by_letters(tmp_path: Path) -> None:
    profile = 'subject = "sums"\nheader_row = 0\nkey_base = 1\noptions = ["B", "C"]\n'
    profile += 'columns.text = "A"\ncolumns.answer = "D"\n'
    report = read(tmp_path, "Сколько?,три,четыре,2\nПочему?,да,нет,9\n", profile)
    assert [one.rows for one in report.questions] == [(1,)]
    assert [(one.column, one.code) for one in report.findings if one.level == "E"] == [
        ("столбец D", "answer_out_of_range")
    ]


def test_a_profile_names_the_kind_of_questions_without_options(tmp_path: Path) -> None:
    profile = 'subject = "sums"\nkind = "открытый"'
    report = read(tmp_path, "Вопрос,Ответ\nРека?,Волга\nОзеро?,Байкал\n", profile)
    assert {one.question.kind for one in report.questions} == {Kind.OPEN}


TABLE = "Вопрос,Ответ\nРека?,да\n"


@pytest.mark.parametrize(
    ("profile", "sentence"),
    [
        ("key_base = 2", "строка «key_base» не подходит"),
        ('encoding = "рун"', "строка «encoding» не подходит"),
        ('kind = "соответствие"', "строка «kind» не подходит"),
        ("colour = 1", "строка «colour» не подходит"),
        ("header_row 3", "нужен файл TOML в UTF-8"),
        ('header_row = 1\ncolumns.theme = "Раздел"', "В строке 1 нет столбца «Раздел»"),
        ("header_row = 9", "заголовок в строке 9, а строк в файле 2"),
    ],
)  # fmt: skip
def test_a_profile_that_does_not_fit_is_refused(tmp_path: Path, profile: str, sentence: str) -> None:
    assert sentence in refused(tmp_path, TABLE, profile)


def test_a_sheet_that_is_not_there_is_refused(tmp_path: Path) -> None:
    from openpyxl import Workbook

    Workbook().save(tmp_path / "bank.xlsx")
    (tmp_path / "profile.toml").write_text('sheet = "Банк"', encoding="utf-8")
    with pytest.raises(FileRefused, match="нет листа «Банк»"):
        check(tmp_path / "bank.xlsx", SUBJECTS, profile=read_profile(tmp_path / "profile.toml"))
