"""Files by the sha256 of their content, in a directory or in any store that fsspec knows."""

import re
from dataclasses import dataclass

from fsspec import AbstractFileSystem
from fsspec.core import url_to_fs

from serving.settings import SettingsError

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Files:
    """The reading side; `root` is a path within `system`. Its methods block."""

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


def open_files(url: str) -> Files:
    """A directory, `file://…`, `s3://…` or another URL of fsspec; nothing is read. Raises SettingsError."""
    try:
        system, root = url_to_fs(url)
    except (ValueError, ImportError) as error:
        raise SettingsError(f"APO_FILES_URL: {url} cannot be used: {error}") from error
    return Files(system, root.rstrip("/"))
