"""The files of the subjects."""

from pathlib import Path

import pytest

from pipelines.banks.subjects import Subject, Subjects, read_subjects
from tests.pipelines.banks.tables import SUMS

PACKAGE = Path(__file__).parents[3] / "pipelines"


def test_eight_subjects_are_shipped_with_russian_titles() -> None:
    subjects = read_subjects()
    assert list(subjects) == [
        "economics", "english", "french", "geography", "german", "obzh", "social", "spanish",
    ]  # fmt: skip
    assert subjects["geography"].title == "География"
    assert all(subject.themes and subject.sources for subject in subjects.values())


def test_the_olympiad_codes_are_names_of_sources() -> None:
    economics = read_subjects()["economics"]
    titles = {economics.source(code) for code in ("REG", "MUN", "ZAKL", "MOSH", "SIB", "VP", "IEO")}
    assert titles == set(economics.sources)
    assert economics.source("IEO 2019") == "Международная олимпиада по экономике 2019"


@pytest.mark.parametrize("written", ["sums", "SUMS", " счет ", "Арифметика"])
def test_a_subject_is_known_by_code_title_and_other_names(written: str) -> None:
    assert Subjects({"sums": SUMS}).named(written) is SUMS


def test_a_name_that_leads_nowhere_is_an_error_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "sums.toml").write_text('title = "Счёт"\n[theme_names]\nx = "Нет такой"\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"(?s)sums.toml is not a subject: .*Нет такой"):
        read_subjects(tmp_path)


def test_a_subject_is_added_by_a_file_alone(tmp_path: Path) -> None:
    (tmp_path / "music.toml").write_text('title = "Музыка"\n', encoding="utf-8")
    assert dict(read_subjects(tmp_path)) == {"music": Subject(code="music", title="Музыка")}


def test_no_code_of_a_subject_stands_in_the_code() -> None:
    codes = [f'"{code}"' for code in read_subjects()]
    for file in (PACKAGE / "banks").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert not [code for code in codes if code in text], file.name
