from hashlib import sha256
from pathlib import Path

import fsspec
import pytest

from pipelines.stores.addresses import StoreError
from pipelines.stores.files import LARGEST_PICTURE, PictureRefused, put_picture
from serving.files import open_files
from serving.settings import SettingsError

PNG = b"\x89PNG\r\n\x1a\n picture"
DIGEST = sha256(PNG).hexdigest()


@pytest.mark.parametrize("prefix", ["", "file://"])
def test_a_picture_is_read_by_the_hash_of_its_content(tmp_path: Path, prefix: str) -> None:
    files = open_files(f"{prefix}{tmp_path}/files/")

    assert put_picture(files, PNG) == DIGEST
    assert files.read(DIGEST) == PNG
    [written] = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert written == tmp_path / "files" / DIGEST[:2] / DIGEST


def test_a_store_of_objects_takes_it_as_well() -> None:
    files = open_files("memory://pictures")
    put_picture(files, PNG)

    assert files.read(DIGEST) == PNG
    fsspec.filesystem("memory").rm("/pictures", recursive=True)


def test_the_same_content_is_written_once(tmp_path: Path) -> None:
    files = open_files(str(tmp_path))
    put_picture(files, PNG)
    written = (tmp_path / DIGEST[:2] / DIGEST).stat()

    put_picture(files, PNG)

    assert (tmp_path / DIGEST[:2] / DIGEST).stat().st_ino == written.st_ino


@pytest.mark.parametrize(
    "content", [b"<svg/>", b"", b"GIF89a", b"\xff\xd8\xff" + bytes(LARGEST_PICTURE)], ids=len
)
def test_what_is_no_picture_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(PictureRefused):
        put_picture(open_files(str(tmp_path)), content)
    assert list(tmp_path.iterdir()) == []


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def disk_is_full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("serving.files.os.fsync", disk_is_full)
    with pytest.raises(StoreError, match="No space left"):
        put_picture(open_files(str(tmp_path)), PNG)

    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []


@pytest.mark.parametrize("digest", ["0" * 64, "../../etc/passwd", "", DIGEST.upper(), DIGEST[:-1]])
def test_what_is_not_there_is_none(tmp_path: Path, digest: str) -> None:
    files = open_files(str(tmp_path))
    put_picture(files, PNG)

    assert files.read(digest) is None


def test_an_unknown_kind_of_store_is_named() -> None:
    with pytest.raises(SettingsError, match="APO_FILES_URL: nowhere://x cannot be used"):
        open_files("nowhere://x")


def test_a_bucket_is_opened_without_asking_it() -> None:
    files = open_files("s3://bucket/pictures")

    assert files.path(DIGEST) == f"bucket/pictures/{DIGEST[:2]}/{DIGEST}"
