"""A dashboard as a value, and as what Grafana loads."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from grafana_foundation_sdk.builders.dashboard import Dashboard, DashboardLink
from grafana_foundation_sdk.cog.builder import Builder
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models import dashboard as model
from grafana_foundation_sdk.models.dashboard import DashboardLinkType, GridPos, Panel

from grafana.building.queries import SOURCE, Query, Shape
from grafana.building.variables import VARIABLES, as_of

TAG = "apo"


@dataclass(frozen=True, slots=True)
class Next:
    """The question that comes after what a panel says, and the dashboard that answers it."""

    question: str
    board: str


@dataclass(frozen=True, slots=True)
class Shown:
    title: str
    explains: str
    sql: str
    chart: Builder[Panel]
    then: Next
    width: int = 12
    """Of 24."""
    height: int = 8

    @property
    def marts(self) -> list[str]:
        return sorted(set(re.findall(r"\bmarts\.(\w+)", self.sql)))


@dataclass(frozen=True, slots=True)
class Board:
    name: str
    """Of the file, and of the exposure in the models."""
    title: str
    explains: str
    variables: tuple[str, ...]
    panels: tuple[Shown, ...]
    since: str = "now-90d"

    @property
    def uid(self) -> str:
        return f"apo-{self.name.replace('_', '-')}"

    @property
    def marts(self) -> list[str]:
        return sorted({mart for panel in self.panels for mart in panel.marts})


def rendered(board: Board, boards: Mapping[str, Board]) -> str:
    made = Dashboard(board.title).uid(board.uid).description(board.explains).tags([TAG])
    made.timezone("Europe/Moscow").time(board.since, "now").link(_others())
    for name in board.variables:
        made.with_variable(VARIABLES[name]())
    for mart in board.marts:
        made.with_variable(as_of(mart))
    for number, shown in enumerate(board.panels, start=1):
        made.with_panel(Finished(_panel(number, shown, board, boards[shown.then.board])))
    return json.dumps(made.build(), cls=JSONEncoder, ensure_ascii=False, indent=2) + "\n"


@dataclass(frozen=True, slots=True)
class Finished(Builder[Panel]):
    panel: Panel

    def build(self) -> Panel:
        return self.panel


def _panel(number: int, shown: Shown, board: Board, target: Board) -> Panel:
    panel = shown.chart.build()
    shape: Shape = "timeseries" if panel.type_val == "timeseries" else "table"
    passports = ", ".join(f"${{as_of_{mart}}}" for mart in shown.marts)
    panel.id_val = number
    panel.title = shown.title
    panel.description = f"{shown.explains}\n\nAs of {passports} (Moscow)."
    panel.datasource = SOURCE
    panel.targets = [Query(shown.sql, shape).build()]
    panel.grid_pos = GridPos(shown.height, shown.width)
    panel.links = [_link(shown.then, board, target)]
    return panel


def _link(then: Next, board: Board, target: Board) -> model.DashboardLink:
    chosen = [f"&${{{name}:queryparam}}" for name in target.variables if name in board.variables]
    url = f"/d/{target.uid}?${{__url_time_range}}{''.join(chosen)}"
    return DashboardLink(then.question).type(DashboardLinkType.LINK).url(url).build()


def _others() -> DashboardLink:
    others = DashboardLink("Dashboards").type(DashboardLinkType.DASHBOARDS).tags([TAG])
    return others.as_dropdown(True).keep_time(True).include_vars(True)
