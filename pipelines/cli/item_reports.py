"""What the statistics of a fixed set say in a terminal and to a program."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from pipelines.cli.columns import aligned
from serving.core.contests.item_analysis import ItemStatistics, TotalStatistics

HEADER = ("slot", "facility", "sd", "effective weight, %", "discrimination, %", "efficiency, %")


def json_of_items(items: Sequence[ItemStatistics], totals: TotalStatistics) -> str:
    report = {"items": [asdict(item) for item in items], "totals": asdict(totals)}
    return json.dumps(report, ensure_ascii=False)


def text_of_items(items: Sequence[ItemStatistics], totals: TotalStatistics) -> str:
    rows = [[_shown(value) for value in asdict(item).values()] for item in items]
    described = [f"{name.replace('_', ' ')} {_shown(value)}" for name, value in asdict(totals).items()]
    return "\n".join([*aligned(HEADER, rows), "totals: " + ", ".join(described)])


def _shown(value: float | int | str | None) -> str:
    match value:
        case None:
            return "—"
        case float():
            return f"{value:.3f}"
        case _:
            return str(value)
