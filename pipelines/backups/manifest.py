"""What a backup holds, so that a restored one can be compared with it."""

from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from pipelines.refusal import Refusal

FILE = "manifest.json"


class BackupRefused(Refusal):
    """A backup cannot be made or restored here; the message says what to do."""


class TableFacts(BaseModel):
    """`checksum` does not depend on the order of rows."""

    model_config = ConfigDict(frozen=True)

    columns: tuple[str, ...]
    rows: int
    checksum: str


class Manifest(BaseModel):
    """Tables by name; `files`: the sha256 of each by its path within the backup's `files`."""

    model_config = ConfigDict(frozen=True)

    made_at: datetime
    postgres: dict[str, TableFacts]
    warehouse: dict[str, TableFacts]
    files: dict[str, str]


def write_manifest(directory: Path, manifest: Manifest) -> None:
    (directory / FILE).write_text(manifest.model_dump_json(indent=2) + "\n", encoding="utf-8")


def read_manifest(directory: Path) -> Manifest:
    """Raises BackupRefused."""
    try:
        return Manifest.model_validate_json((directory / FILE).read_bytes())
    except (OSError, ValidationError) as error:
        raise BackupRefused(f"{directory} holds no whole backup: its {FILE} cannot be read.") from error


def compare(found: dict[str, TableFacts], written: dict[str, TableFacts], store: str) -> None:
    """Raises BackupRefused naming the tables that differ."""
    strange = sorted(name for name in found.keys() | written.keys() if found.get(name) != written.get(name))
    if strange:
        raise BackupRefused(
            f"What was restored into {store} is not what was backed up: {', '.join(strange)} differ. "
            "The backup is damaged; take another one."
        )
