"""The files of a submission on disk."""

from collections.abc import Sequence
from hashlib import file_digest, sha256
from pathlib import Path


def content_sha256(files: Sequence[Path]) -> str:
    """Of the contents in their order; names and places do not count. Raises OSError."""
    whole = sha256()
    for file in files:
        with file.open("rb") as content:
            whole.update(file_digest(content, "sha256").digest())
    return whole.hexdigest()
