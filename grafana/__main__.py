"""`python -m grafana` writes the dashboards anew."""

from grafana.boards.all_of_them import BOARDS, DASHBOARDS
from grafana.building.boards import rendered

for board in BOARDS.values():
    (DASHBOARDS / f"{board.name}.json").write_text(rendered(board, BOARDS), encoding="utf-8")
