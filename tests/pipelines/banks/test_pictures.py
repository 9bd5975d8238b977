"""Pictures that come in a folder beside the file."""

import hashlib
from pathlib import Path

import pytest

from pipelines.banks.check import check
from pipelines.banks.refusal import FileRefused
from tests.pipelines.banks.tables import ORIGINAL, SUBJECTS, WORKBOOK, YES_NO, checked, codes, write_csv

PNG = b"\x89PNG\r\n\x1a\n picture"
PICTURED = ORIGINAL | {"have_photo": "True"}


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("name", ["7 ONE.png", "7.PNG", "7 one.jpg"])
def test_a_row_that_has_a_picture_finds_it_by_its_number(tmp_path: Path, photos: Path, name: str) -> None:
    (photos / name).write_bytes(PNG)
    report = checked(tmp_path, PICTURED, photos=photos)
    assert report.questions[0].question.photo == hashlib.sha256(PNG).hexdigest()
    assert report.findings == ()


def test_the_picture_of_another_kind_with_the_same_number_is_not_taken(tmp_path: Path, photos: Path) -> None:
    (photos / "7 ONE.png").write_bytes(PNG)
    report = checked(tmp_path, YES_NO | {"have_photo": "1"}, photos=photos)
    assert codes(report) == {("picture_promised", "W"), ("picture_unused", "W")}


def test_a_row_may_name_its_picture(tmp_path: Path, photos: Path) -> None:
    (photos / "график.webp").write_bytes(b"RIFF\x00\x00\x00\x00WEBP")
    report = checked(tmp_path, WORKBOOK | {"Картинка": "папка/График.webp"}, photos=photos)
    assert (report.findings, report.questions[0].question.photo is None) == ((), False)


def test_a_picture_that_is_too_big_rejects_the_row(tmp_path: Path, photos: Path) -> None:
    (photos / "7.png").write_bytes(PNG + b"." * 100)
    assert codes(checked(tmp_path, PICTURED, photos=photos)) == {("picture_too_big", "E")}


def test_a_picture_is_known_by_its_content_and_not_by_its_name(tmp_path: Path, photos: Path) -> None:
    (photos / "7.png").write_bytes(b"GIF89a")
    assert codes(checked(tmp_path, PICTURED, photos=photos)) == {("picture_wrong_content", "E")}


def test_a_picture_that_no_row_mentions_is_told_of_the_whole_file(tmp_path: Path, photos: Path) -> None:
    (photos / "лишняя.png").write_bytes(PNG)
    report = checked(tmp_path, ORIGINAL, photos=photos)
    assert [(finding.row, finding.code) for finding in report.findings] == [(0, "picture_unused")]
    assert report.warnings == 0


@pytest.mark.parametrize("row", [PICTURED, ORIGINAL | {"ask_text": "Что изображено на рисунке?"}])
def test_a_question_without_its_picture_is_accepted_and_waits(tmp_path: Path, row: dict[str, str]) -> None:
    [question] = checked(tmp_path, row).questions
    assert (question.waits_for_picture, question.question.photo) == (True, None)


def test_a_copy_that_lost_its_picture_gets_it_back(tmp_path: Path, photos: Path) -> None:
    (photos / "7.png").write_bytes(PNG)
    copy = ORIGINAL | {"question_id": "8"}
    report = checked(tmp_path, PICTURED, copy, photos=photos)
    [question] = report.questions
    assert (question.question.photo is not None, question.waits_for_picture) == (True, False)
    assert codes(report) == {("duplicate", "M"), ("duplicate_lost_photo", "W")}


def test_two_pictures_make_two_questions_of_one_text(tmp_path: Path, photos: Path) -> None:
    (photos / "7.png").write_bytes(PNG)
    (photos / "8.png").write_bytes(PNG + b"!")
    report = checked(tmp_path, PICTURED, PICTURED | {"question_id": "8", "right_answer": "2"}, photos=photos)
    assert len({question.identity for question in report.questions}) == 2


def test_a_folder_of_pictures_that_is_not_there_refuses_the_file(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "bank.csv", [ORIGINAL])
    with pytest.raises(FileRefused, match="Папки с картинками «нет» нет"):
        check(file, SUBJECTS, photos=tmp_path / "нет")
