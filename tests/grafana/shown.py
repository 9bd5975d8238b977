"""The dashboards that Grafana loads, and what ClickHouse answers to their statements."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.support.full_warehouse import SOURCE
from tests.support.grafana_macros import ALL, Choices, TimeRange, expanded
from tests.support.warehouse_builds import WarehouseBuild

DASHBOARDS = Path(__file__).parents[2] / "grafana" / "dashboards"
FILES = {file.stem: file.read_text(encoding="utf-8") for file in sorted(DASHBOARDS.glob("*.json"))}
LOADED: dict[str, dict[str, Any]] = {name: json.loads(text) for name, text in FILES.items()}
TIME = TimeRange(datetime(2026, 2, 1, tzinfo=UTC), datetime.now(UTC) + timedelta(days=1))

EVERYTHING: Choices = {
    "subject": ALL, "theme": ALL, "kind": ALL, "source": ALL, "window": ALL, "question": "", "service": ALL,
    "contest": ALL,
}  # fmt: skip
ONE_EACH: Choices = {
    "subject": ["economics"], "theme": ["рынки"], "kind": ["one"], "source": [SOURCE], "window": "90",
    "question": "1", "service": ["api"], "contest": ["1"],
}  # fmt: skip
CHOICES = {"everything": EVERYTHING, "one each": ONE_EACH}


@dataclass(frozen=True, slots=True)
class Statement:
    board: str
    name: str
    """Title of a panel, or a variable."""
    sql: str


@dataclass(frozen=True, slots=True)
class Answered:
    types: dict[str, str]
    rows: list[tuple[object, ...]]

    def column(self, name: str) -> list[Any]:
        place = list(self.types).index(name)
        return [row[place] for row in self.rows]


def panels(board: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = LOADED[board]["panels"]
    return found


def variables(board: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = LOADED[board]["templating"]["list"]
    return found


def statements() -> Iterator[Statement]:
    for board in LOADED:
        for panel in panels(board):
            yield Statement(board, panel["title"], panel["targets"][0]["rawSql"])
        for variable in variables(board):
            if variable["type"] == "query":
                yield Statement(board, variable["name"], variable["query"])


def answered(build: WarehouseBuild, choices: Choices) -> dict[tuple[str, str], Answered]:
    return {
        (each.board, each.name): _answer(build, expanded(each.sql, choices, TIME)) for each in statements()
    }


def _answer(build: WarehouseBuild, sql: str) -> Answered:
    described: Sequence[Sequence[object]] = build.rows(f"describe table ({sql})")
    return Answered({str(row[0]): str(row[1]) for row in described}, build.rows(sql))
