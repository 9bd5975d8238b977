"""Uploaded files on disk, under the hash of their names and contents; nothing there is run or changed."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import file_digest, sha256
from pathlib import Path
from tempfile import mkdtemp

BANKS, PHOTOS, PROFILE = "banks", "photos", "profile"


@dataclass(frozen=True, slots=True)
class KeptFiles:
    """`banks` are the files with questions, `photos` the folder of pictures and `profile` if some were sent.

    Equal where names and contents are, wherever the files stand.
    """

    sha256: str
    banks: tuple[Path, ...] = field(compare=False)
    photos: Path | None = field(compare=False)
    profile: Path | None = field(compare=False)


@dataclass(frozen=True, slots=True)
class SubmissionStore:
    """In folders of its own within `folder`, where files that stand directly are for the pipelines."""

    folder: Path

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """A folder with BANKS, PHOTOS and PROFILE to write to; what is not kept is gone afterwards."""
        self.folder.mkdir(parents=True, exist_ok=True)
        staged = Path(mkdtemp(prefix=".upload-", dir=self.folder))
        try:
            for part in (BANKS, PHOTOS, PROFILE):
                (staged / part).mkdir()
            yield staged
        finally:
            shutil.rmtree(staged, ignore_errors=True)

    def keep(self, staged: Path) -> str:
        """The hash to open it by; the same files again are kept once."""
        digest = digest_of(staged)
        try:
            staged.rename(self.folder / digest)
        except OSError:
            if not (self.folder / digest).is_dir():
                raise
        return digest

    def open(self, digest: str) -> KeptFiles:
        return _files(self.folder / digest, digest)


def staged_files(staged: Path) -> KeptFiles:
    """As they will be when they are kept."""
    return _files(staged, digest_of(staged))


def _files(folder: Path, digest: str) -> KeptFiles:
    banks = tuple(sorted((folder / BANKS).iterdir()))
    photos, profiles = folder / PHOTOS, sorted((folder / PROFILE).iterdir())
    return KeptFiles(digest, banks, photos if any(photos.iterdir()) else None, next(iter(profiles), None))


def digest_of(folder: Path) -> str:
    whole = sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            with file.open("rb") as content:
                digest = file_digest(content, "sha256").hexdigest()
            whole.update(f"{digest} {file.relative_to(folder)}\0".encode())
    return whole.hexdigest()
