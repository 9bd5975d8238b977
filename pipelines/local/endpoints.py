"""Where the two stores answer, and the note by which an `apo up` lends its own to other commands."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from pipelines.local.passwords import write_private


@dataclass(frozen=True, slots=True)
class Endpoints:
    """A URL that was not asked for is empty."""

    postgres_url: str
    clickhouse_url: str

    def or_else(self, others: "Endpoints") -> "Endpoints":
        """The others fill what is empty."""
        return Endpoints(
            self.postgres_url or others.postgres_url, self.clickhouse_url or others.clickhouse_url
        )


def lend(home: Path, endpoints: Endpoints) -> None:
    """Other commands use these from now on, until they are withdrawn."""
    write_private(_note(home), json.dumps({"pid": os.getpid(), **asdict(endpoints)}))


def withdraw(home: Path) -> None:
    _note(home).unlink(missing_ok=True)


def lent(home: Path, by: int) -> Endpoints | None:
    """None until that process lends; what an earlier one left behind does not count."""
    try:
        note = json.loads(_note(home).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return Endpoints(**note) if note.pop("pid") == by else None


def _note(home: Path) -> Path:
    return home / "endpoints.json"
