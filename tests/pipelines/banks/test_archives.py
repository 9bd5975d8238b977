"""A zip: one file with questions and the pictures that it names."""

import zipfile
from pathlib import Path

import pytest

from pipelines.banks.check import check
from pipelines.banks.refusal import FileRefused
from pipelines.banks.report import Report
from tests.pipelines.banks.released import PICTURE, PICTURE_HASH
from tests.pipelines.banks.tables import SUBJECTS, WORKBOOK, write_csv, write_workbook

PICTURED = WORKBOOK | {"Картинка": "График.png"}
GIFT = '[html]<p>Что здесь?</p><img src\\="@@PLUGINFILE@@/График.png"> {=спрос ~цена}'.encode()


def sent(folder: Path, *parts: tuple[str | zipfile.ZipInfo, bytes]) -> Report:
    with zipfile.ZipFile(folder / "bank.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return check(folder / "bank.zip", SUBJECTS, subject="sums")


@pytest.mark.parametrize("place", ["График.png", "картинки/график.PNG", "a\\b\\График.png"])
@pytest.mark.parametrize("kind", ["csv", "xlsx", "gift"])
def test_pictures_are_found_by_name_wherever_they_stand(tmp_path: Path, kind: str, place: str) -> None:
    match kind:
        case "csv":
            content = write_csv(tmp_path / "a", [PICTURED]).read_bytes()
        case "xlsx":
            content = write_workbook(tmp_path / "a", [PICTURED]).read_bytes()
        case _:
            content = GIFT
    report = sent(tmp_path, (f"папка/банк.{kind}", content), (place, PICTURE))
    assert [one.question.photo for one in report.questions] == [PICTURE_HASH]
    assert {one.code for one in report.findings} <= {"source_missing", "theme_missing"}


def test_names_of_russian_windows_are_read(tmp_path: Path) -> None:
    entry = zipfile.ZipInfo("GGGGGG.png")
    report = sent(tmp_path, ("a.gift", GIFT), (entry, PICTURE))
    assert report.rejected == 1
    file = tmp_path / "bank.zip"
    file.write_bytes(file.read_bytes().replace(b"GGGGGG", "График".encode("cp866")))
    assert check(file, SUBJECTS, subject="sums").questions[0].question.photo == PICTURE_HASH


def test_what_systems_hide_and_notes_are_not_read(tmp_path: Path) -> None:
    report = sent(
        tmp_path, ("a.gift", GIFT), ("__MACOSX/._График.png", b"x"), (".DS_Store", b"x"),
        ("прочти.txt", b"x"), ("График.png", PICTURE),
    )  # fmt: skip
    assert (len(report.questions), report.rejected) == (1, 0)


@pytest.mark.parametrize("path", ["../График.png", "/График.png", "C:\\График.png", "a/../../a.gift"])
def test_an_archive_with_a_name_that_leads_out_of_it_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(FileRefused, match="ведёт за пределы архива") as refused:
        sent(tmp_path, ("a.gift", GIFT), (path, PICTURE))
    assert path.replace("\\", "/") in str(refused.value)


def test_a_file_without_a_name_is_not_read(tmp_path: Path) -> None:
    sent(tmp_path, ("a.gift", "Да? {T}".encode()), ("X", b"x"))
    file = tmp_path / "bank.zip"
    file.write_bytes(file.read_bytes().replace(b"X", b"\0"))
    assert len(check(file, SUBJECTS, subject="sums").questions) == 1


def test_a_picture_that_no_row_names_is_told(tmp_path: Path) -> None:
    report = sent(tmp_path, ("a.gift", "Да? {T}".encode()), ("лишняя.png", PICTURE))
    assert (0, "picture_unused") in {(one.row, one.code) for one in report.findings}


def test_two_different_pictures_of_one_name_refuse_the_archive(tmp_path: Path) -> None:
    same = sent(tmp_path, ("a.gift", GIFT), ("1/График.png", PICTURE), ("2/График.png", PICTURE))
    assert same.rejected == 0
    with pytest.raises(FileRefused, match="две разные картинки «График"):
        sent(tmp_path, ("a.gift", GIFT), ("1/График.png", PICTURE), ("2/График.png", PICTURE + b"!"))
