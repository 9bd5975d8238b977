"""Pictures and exports from wherever they are kept, and what departments uploaded."""

import shutil
from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path

from pipelines.backups.manifest import BackupRefused
from serving.files import Files

FOLDER = "files"
PICTURES, SUBMISSIONS = "pictures", "submissions"


def dump(files: Files, home: Path, directory: Path) -> dict[str, str]:
    """Raises OSError."""
    target = directory / FOLDER
    target.mkdir()
    for path in files.system.find(files.root) if files.system.exists(files.root) else ():
        copy = target / PICTURES / path.removeprefix(f"{files.root}/")
        copy.parent.mkdir(parents=True, exist_ok=True)
        files.system.get_file(path, str(copy))
    if (home / SUBMISSIONS).is_dir():
        shutil.copytree(home / SUBMISSIONS, target / SUBMISSIONS)
    return _hashes(target)


def restore(files: Files, home: Path, directory: Path, written: dict[str, str]) -> None:
    """Raises OSError and BackupRefused."""
    source = directory / FOLDER
    if _hashes(source) != written:
        raise BackupRefused(f"{source} is not what was backed up: files are missing or changed.")
    for file in _files(source / PICTURES):
        path = f"{files.root}/{file.relative_to(source / PICTURES)}"
        files.system.makedirs(path.rpartition("/")[0], exist_ok=True)
        files.system.put_file(str(file), path)
    if (source / SUBMISSIONS).is_dir():
        shutil.copytree(source / SUBMISSIONS, home / SUBMISSIONS, dirs_exist_ok=True)


def _hashes(folder: Path) -> dict[str, str]:
    return {str(file.relative_to(folder)): _sha256(file) for file in _files(folder)}


def _files(folder: Path) -> Iterator[Path]:
    return (file for file in sorted(folder.rglob("*")) if file.is_file())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
