"""Pictures by the sha256 of their content and exports by id, in a directory or in any store of fsspec."""

import os
import re
from asyncio import to_thread
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from uuid import UUID

from fsspec import AbstractFileSystem
from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from serving.settings import SettingsError

_SHA256 = re.compile(r"[0-9a-f]{64}")
CHUNK = 1 << 18


@dataclass(frozen=True, slots=True)
class Files:
    """`root` is a path within `system`. The methods block, and raise OSError."""

    system: AbstractFileSystem
    root: str

    def path(self, sha256: str) -> str:
        """A folder for each of the first two digits keeps the folders small."""
        return f"{self.root}/{sha256[:2]}/{sha256}"

    def has(self, sha256: str) -> bool:
        return bool(self.system.isfile(self.path(sha256)))

    def read(self, sha256: str) -> bytes | None:
        """None when there is no such file, and for what is not a sha256 in hex. Raises OSError."""
        if not _SHA256.fullmatch(sha256):
            return None
        try:
            return bytes(self.system.cat_file(self.path(sha256)))
        except FileNotFoundError:
            return None

    def put(self, sha256: str, content: bytes) -> None:
        """All of it or nothing: a store of objects does so by itself. It stays the same for ever."""
        if self.has(sha256):
            return
        if isinstance(self.system, LocalFileSystem):
            _write_on_disk(Path(self.path(sha256)), content)
        else:
            self.system.pipe_file(self.path(sha256), content)

    def put_export(self, file: Path, export_id: UUID) -> None:
        if isinstance(self.system, LocalFileSystem):
            Path(self._export(export_id)).parent.mkdir(parents=True, exist_ok=True)
        self.system.put_file(str(file), self._export(export_id))

    def export(self, export_id: UUID) -> Iterator[bytes]:
        with self.system.open(self._export(export_id), "rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk

    def export_size(self, export_id: UUID) -> int | None:
        """In bytes; None when there is no such file any more."""
        try:
            return int(self.system.size(self._export(export_id)))
        except FileNotFoundError:
            return None

    def remove_export(self, export_id: UUID) -> None:
        """It may be gone already."""
        with suppress(FileNotFoundError):
            self.system.rm_file(self._export(export_id))

    def _export(self, export_id: UUID) -> str:
        return f"{self.root}/exports/{export_id}.xlsx"


@dataclass(frozen=True, slots=True)
class KeptPictures:
    files: Files

    async def put(self, digest: str, content: bytes) -> None:
        await to_thread(self.files.put, digest, content)


def open_files(url: str) -> Files:
    """A directory, `file://…`, `s3://…` or another URL of fsspec; nothing is read. Raises SettingsError."""
    try:
        system, root = url_to_fs(url)
    except (ValueError, ImportError) as error:
        raise SettingsError(f"APO_FILES_URL: {url} cannot be used: {error}") from error
    return Files(system, root.rstrip("/"))


def _write_on_disk(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as written:
        try:
            written.write(content)
            written.flush()
            os.fsync(written.fileno())
            Path(written.name).chmod(0o644)
            Path(written.name).rename(path)
        except BaseException:
            Path(written.name).unlink(missing_ok=True)
            raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """The name is on the disk as well."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
