"""Passwords of the embedded servers: drawn once, kept beside the data they open."""

import os
import secrets
from pathlib import Path


def kept_password(path: Path) -> str:
    """Letters, digits, `-` and `_` only: safe in a URL and in SQL quotes without escaping.

    The file is on disk (mode 0600) before the password is returned, so a crash cannot lose one in use.
    """
    if path.exists():
        return path.read_text(encoding="ascii").strip()
    password = secrets.token_urlsafe(24)
    write_private(path, password)
    return password


def write_private(path: Path, text: str) -> None:
    """Readers see the old content or the new, never a part; nobody but the owner may read it."""
    draft = path.with_name(f"{path.name}.part")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
