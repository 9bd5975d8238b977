"""Small banks for the tests: a good row of each format, and files made of changed copies of it."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook

from pipelines.banks.check import check
from pipelines.banks.report import Report
from pipelines.banks.subjects import Limits, Subject, Subjects

Cells = dict[str, str]

ORIGINAL: Cells = {
    "question_id": "7", "ask_text": "Сколько будет два плюс два?", "answer_1": "три", "answer_2": "четыре",
    "answer_3": "пять", "answer_4": "", "answer_5": "", "right_answer": "1", "subject": "sums",
    "source": "REG", "theme": "Сложение", "may_in_subway": "0", "have_photo": "0", "photo_url": "",
}  # fmt: skip
YES_NO: Cells = {
    "question_id": "7", "ask_text": "Дважды два — четыре.", "right_answer": "1", "subject": "sums",
    "source": "REG", "theme": "Сложение", "may_in_subway": "0", "have_photo": "0", "photo_url": "",
}  # fmt: skip
WORKBOOK: Cells = {
    "№": "1", "Тип": "один", "Вопрос": "Сколько будет два плюс два?",
    "Вариант 1": "три", "Вариант 2": "четыре", "Вариант 3": "пять", "Вариант 4": "", "Верный ответ": "2",
    "Допуск": "", "Пояснение": "", "Тема": "Сложение",
    "Источник": "REG", "Этап": "", "Учебный год": "", "Класс": "", "Картинка": "", "Можно в метро": "",
    "Баллы": "", "Не перемешивать": "",
}  # fmt: skip

SUMS = Subject(
    code="sums",
    title="Счёт",
    also=("Арифметика",),
    themes=("Сложение", "Вычитание"),
    sources=("Региональный этап ВсОШ", "Задачник"),
    theme_names={"addition": "Сложение"},
    theme_corrections={"Slozhenie": "Сложение"},
    source_names={"REG": "Региональный этап ВсОШ", "ZAD": "Задачник"},
    limits=Limits(photo_bytes=100),
)
SUBJECTS = Subjects({"sums": SUMS})


def write_csv(file: Path, rows: Iterable[Cells], *, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    listed = list(rows)
    with file.open("w", encoding=encoding, newline="") as stream:
        writer = csv.DictWriter(stream, fieldnames=list(listed[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(listed)
    return file


def write_workbook(file: Path, rows: Sequence[Cells], *, title: str = "Вопросы", top: int = 0) -> Path:
    """`top`: how many lines stand above the header."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for _ in range(top):
        sheet.append(["Кафедра счёта"])
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append([cell or None for cell in row.values()])
    passport = book.create_sheet("Паспорт")
    passport.append(["Предмет", "Счёт"])
    book.save(file)
    return file


def checked(folder: Path, *rows: Cells, photos: Path | None = None) -> Report:
    return check(write_csv(folder / "bank.csv", rows), SUBJECTS, subject="sums", photos=photos)


def codes(report: Report) -> set[tuple[str, str]]:
    return {(finding.code, finding.level.value) for finding in report.findings}


def codes_of_row(report: Report, row: int) -> set[str]:
    return {finding.code for finding in report.findings if finding.row == row}
