"""`make bench`: each target of the project beside what this machine did, as a ratio; also in var/bench/.

`make bench ONLY="demo calibration"` runs the named groups alone.
"""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime

from rich.console import Console
from rich.table import Table

from tests.bench import (
    bot,
    broadcasts,
    calibration,
    contests,
    demo,
    dense_calibration,
    freshness,
    growth,
    large_banks,
    marts,
    real_banks,
    releases,
    spreadsheets,
)
from tests.bench.figures import Figure
from tests.bench.load import figures as load
from tests.bench.measuring import ROOT
from tests.bench.training import figures as training
from tests.bench.training import histories

GROUPS: Mapping[str, Callable[[], Iterator[Figure]]] = {
    "real_banks": real_banks.figures,
    "large_banks": large_banks.figures,
    "releases": releases.figures,
    "calibration": calibration.figures,
    "dense_calibration": dense_calibration.figures,
    "demo": demo.figures,
    "freshness": freshness.figures,
    "marts": marts.figures,
    "growth": growth.figures,
    "broadcasts": broadcasts.figures,
    "bot": bot.figures,
    "contests": contests.figures,
    "spreadsheets": spreadsheets.figures,
    "training": training.figures,
    "histories": histories.figures,
    "load": load.figures,
}


def main() -> None:
    names = sys.argv[1:] or list(GROUPS)
    if unknown := set(names) - set(GROUPS):
        raise SystemExit(f"No such group: {', '.join(sorted(unknown))}. There are: {', '.join(GROUPS)}.")
    console = Console()
    figures, broken = [], []
    for name in names:
        console.print(f"{name} …")
        try:
            figures += list(GROUPS[name]())
        except subprocess.CalledProcessError as error:
            console.print(f"{name} ended with {error.returncode}:\n{error.output or error.stderr}")
            broken.append(name)
    console.print(_table(figures))
    _keep(figures)
    raise SystemExit(f"Without figures: {', '.join(broken)}." if broken else 0)


def _table(figures: list[Figure]) -> Table:
    title = f"{os.cpu_count()} cores, {platform.machine()}; a ratio up to 1 keeps the target"
    table = Table("what", "measured", "target", "ratio", title=title)
    for figure in figures:
        measured, target = f"{figure.measured:.3g} {figure.unit}", f"{figure.target:g} {figure.unit}"
        bound = "≥" if figure.at_least else "≤"
        table.add_row(figure.what, measured, f"{bound} {target}", f"{figure.ratio:.2f}")
    return table


def _keep(figures: list[Figure]) -> None:
    directory = ROOT / "var" / "bench"
    directory.mkdir(parents=True, exist_ok=True)
    now = datetime.now(UTC)
    report = {"at": now.isoformat(), "python": platform.python_version(), "cores": os.cpu_count()}
    rows = [{**asdict(figure), "ratio": figure.ratio} for figure in figures]
    (directory / f"{now:%Y%m%d-%H%M%S}.json").write_text(json.dumps({**report, "figures": rows}, indent=2))


if __name__ == "__main__":
    main()
