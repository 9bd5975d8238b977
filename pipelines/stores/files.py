"""Pictures of questions, written where serving reads them: `serving.files`."""

import os
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from fsspec.implementations.local import LocalFileSystem

from pipelines.refusal import Refusal
from pipelines.stores.addresses import StoreError
from serving.core.pictures import media_type
from serving.files import Files

LARGEST_PICTURE = 20 * 1024 * 1024
"""In bytes, whatever the limit of a subject."""


class PictureRefused(Refusal):
    """The content is not a picture that may be shown."""


def put_picture(files: Files, content: bytes) -> str:
    """The sha256 to read it by, once it is safe on the disk; again the same content is written once.

    Raises PictureRefused for what is not a png, jpeg or webp by its content or is too large, and StoreError.
    """
    if len(content) > LARGEST_PICTURE:
        raise PictureRefused(f"A picture of {len(content)} bytes is over the limit of {LARGEST_PICTURE}.")
    if media_type(content) is None:
        raise PictureRefused("A file is no png, jpeg or webp picture by its content.")
    digest = sha256(content).hexdigest()
    try:
        if not files.has(digest):
            _write(files, files.path(digest), content)
    except OSError as error:
        raise StoreError(f"A picture cannot be written to {files.root}: {error}.") from error
    return digest


def _write(files: Files, path: str, content: bytes) -> None:
    """All of the file or nothing under its name: a store of objects does so by itself."""
    if isinstance(files.system, LocalFileSystem):
        _write_on_disk(Path(path), content)
    else:
        files.system.pipe_file(path, content)


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
