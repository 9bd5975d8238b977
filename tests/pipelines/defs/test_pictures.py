from hashlib import sha256
from pathlib import Path

import psycopg
import pytest

from pipelines.banks.refusal import FileRefused
from pipelines.defs.question_banks import pictures
from pipelines.defs.question_banks.load import load_banks
from serving.files import open_files
from tests.support.bank_files import GOOD, HEADER, write_bank

PNG = b"\x89PNG\r\n\x1a\n picture"
DIGEST = sha256(PNG).hexdigest()


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """Its second question has a picture; another picture belongs to no question."""
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "2.png").write_bytes(PNG)
    (tmp_path / "photos" / "9.png").write_bytes(PNG + b"9")
    file = write_bank(tmp_path / "bank.csv", [GOOD, GOOD])
    header, *lines = file.read_text("utf-8").splitlines()
    assert header == HEADER
    pictured = [header + ",have_photo", *(f"{line},{number}" for number, line in enumerate(lines))]
    file.write_text("\n".join(pictured), "utf-8")
    return file


def load(bank: Path, postgres_url: str, home: Path) -> None:
    photos = bank.parent / "photos"
    load_banks([bank], postgres_url, photos=photos, home=home, progress=lambda _: None)


def test_the_pictures_of_released_questions_are_stored(bank: Path, postgres_url: str, tmp_path: Path) -> None:
    load(bank, postgres_url, tmp_path / "home")

    stored = [file.name for file in (tmp_path / "home" / "files").rglob("*") if file.is_file()]
    assert stored == [DIGEST]
    assert open_files(str(tmp_path / "home" / "files")).read(DIGEST) == PNG


def test_no_release_refers_to_a_picture_that_is_not_there(
    bank: Path, postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = pictures.keep_pictures

    def change_and_keep(*given: object) -> int:
        (bank.parent / "photos" / "2.png").write_bytes(PNG + b"changed")
        return keep(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("pipelines.defs.question_banks.assets.keep_pictures", change_and_keep)
    with pytest.raises(FileRefused, match="Картинки изменились"):
        load(bank, postgres_url, tmp_path / "home")

    with psycopg.connect(postgres_url) as connection:
        assert connection.execute("select count(*) from questions").fetchone() == (0,)
