"""Text tables in the encodings and with the delimiters of departments, and files that are no banks."""

import zipfile
from pathlib import Path

import pytest

from pipelines.banks.check import check
from pipelines.banks.refusal import FileRefused
from serving.core.questions import Kind
from tests.pipelines.banks.tables import ORIGINAL, SUBJECTS, WORKBOOK, YES_NO, write_csv

RUSSIAN = {
    "Номер задачи": "7", "Тело вопроса": "Сколько будет два плюс два?", "1 вариант ответа": "три",
    "2 вариант ответа": "четыре; да", "3 вариант ответа": "", "Верный ответ": "1", "Предмет": "Счёт",
    "Источник": "REG", "Можно в метро": "1", "Тема": "Сложение", "Есть ли картинка": "0", "Картинка": "",
}  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_is_read_in_any_encoding_with_any_delimiter(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    report = check(
        write_csv(tmp_path / "bank.csv", [RUSSIAN], encoding=encoding, delimiter=delimiter), SUBJECTS
    )
    [question] = report.questions
    assert [option.text for option in question.question.choices] == ["три", "четыре; да"]
    assert (question.question.key, question.question.subway, question.subject) == (2, True, "sums")
    assert report.findings == ()


def test_both_files_of_the_original_system_are_known_by_their_headers(tmp_path: Path) -> None:
    kinds = [
        check(write_csv(tmp_path / "bank.csv", [row]), SUBJECTS).questions[0].question.kind
        for row in (ORIGINAL, YES_NO)
    ]
    assert kinds == [Kind.ONE, Kind.YES_NO]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    file = tmp_path / "bank.csv"
    header, row = ",".join(YES_NO), ",".join(YES_NO.values())
    file.write_text(f'Банк,,,\n{header}\n\n{row}\n7,"две\nстроки?",1,sums\n', encoding="utf-8")
    assert [question.rows for question in check(file, SUBJECTS).questions] == [(4,), (5,)]


def test_the_subject_may_be_declared_for_the_file(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "bank.csv", [WORKBOOK])
    assert check(file, SUBJECTS, subject="арифметика").questions[0].subject == "sums"


def refused(file: Path, subject: str | None = None) -> str:
    with pytest.raises(FileRefused) as refusal:
        check(file, SUBJECTS, subject=subject)
    sentence = str(refusal.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


BAD: list[tuple[str, bytes, str]] = [
    ("empty.csv", b"", "пустой"),
    ("spaces.csv", b"\xef\xbb\xbf \n \n", "пустой"),
    ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "не таблица"),
    ("control.csv", "вопрос\x01".encode(), "не таблица"),
    ("letter.txt", "Здравствуйте, пришлю банк завтра.".encode(), "не найден заголовок"),
    ("header.csv", "Вопрос,Верный ответ,Предмет\n".encode(), "нет ни одного вопроса"),
    (
        "quote.csv",
        'Вопрос,Верный ответ,Предмет\nа,1,sums\n"б,1,sums\nв,0,sums\nг,1,sums\n'.encode(),
        "в строке текста 3, не сходятся кавычки",
    ),
    ("twice.csv", "Вопрос,Верный ответ,Ответ,Предмет\nа,1,1,sums\n".encode(), "встречается дважды"),
    ("mixed.csv", "Вопрос,answer_1,Вариант 2,Ответ\n".encode(), "двумя способами"),
    ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, "старом формате"),
    ("locked.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "паролем"),
    ("torn.xlsx", b"PK\x03\x04 and no more", "повреждена"),
    ("nobody.csv", "Вопрос,Верный ответ\nДважды два — четыре.,1\n".encode(), "Строка 2: не указан предмет"),
    ("other.csv", "Вопрос,Ответ,Предмет\nа,1,алхимия\n".encode(), "предмет «алхимия»; известны: sums."),
    ("bytes.csv", b"\xd0\x98\xff\x98\x98 \x98", "Кодировка"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "reason"), BAD, ids=[name for name, _, _ in BAD])
def test_a_file_that_is_no_bank_is_refused_in_one_sentence(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert reason in refused(tmp_path / name)


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "нет.csv") == "Файла «нет.csv» нет."
    assert "папка" in refused(tmp_path)


def test_an_unknown_declared_subject_is_refused(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "bank.csv", [WORKBOOK])
    assert refused(file, subject="алхимия") == "Неизвестный предмет «алхимия»; известны: sums."


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"notes.txt": b"hello"}, "не книга Excel"),
        ({"xl/workbook.xml": b"<workbook/>"}, "повреждена"),
        ({"xl/workbook.xml": b"", "xl/vbaProject.bin": b""}, "макросы"),
        ({"xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": b" " * 5_000_000}, "слишком большой объём"),
    ],
)
def test_an_archive_that_is_no_safe_workbook_is_refused(
    tmp_path: Path, parts: dict[str, bytes], reason: str
) -> None:
    file = tmp_path / "book.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert reason in refused(file)
