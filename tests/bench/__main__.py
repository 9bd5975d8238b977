"""`make bench`: each target of the project beside what this machine did, as a ratio; also in var/bench/."""

import json
import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from tests.bench import calibration
from tests.bench.measuring import measure

ROOT = Path(__file__).parents[2]
APO = str(Path(sys.executable).with_name("apo"))
REAL_BANKS = [ROOT.parent / "shared" / "banks" / name for name in ("one.csv", "yesno.csv")]
GIB = 1 << 30


@dataclass(frozen=True, slots=True)
class Figure:
    """`ratio` below 1 keeps the target."""

    what: str
    measured: float
    target: float
    unit: str

    @property
    def ratio(self) -> float:
        return self.measured / self.target


def demo() -> Iterator[Figure]:
    measured = measure([APO, "demo"])
    yield Figure("make demo, packages installed", measured.seconds, 90, "s")
    yield Figure("make demo, peak memory of all processes", measured.peak / GIB, 3, "GiB")


def real_banks() -> Iterator[Figure]:
    """Of the two real files (4423 rows), where they are at hand."""
    files = [str(file) for file in REAL_BANKS if file.exists()]
    if len(files) < len(REAL_BANKS):
        Console().print("The real banks are not beside the project; their figures are left out.")
        return
    checked = measure([sys.executable, "-c", CHECK, *files])
    yield Figure("reading and checking 4423 rows, imports included", checked.seconds, 3, "s")
    with TemporaryDirectory(prefix="apo-bench-") as home:
        Path(home).chmod(0o755)
        loaded = measure([sys.executable, "-c", LOAD, home, APO, *files])
        yield Figure("apo banks load of 4423 rows, from a stopped PostgreSQL", loaded.seconds, 10, "s")


CHECK = """
import sys
from pathlib import Path
from pipelines.banks.check import check
from pipelines.banks.subjects import read_subjects
subjects = read_subjects()
for file in sys.argv[1:]:
    check(Path(file), subjects)
"""

LOAD = """
import os, subprocess, sys
home, apo, *files = sys.argv[1:]
code = subprocess.run([apo, "banks", "load", *files], env={**os.environ, "APO_HOME": home}).returncode
sys.exit(0 if code in (0, 1) else code)
"""


def main() -> None:
    figures = [figure for bench in (real_banks, calibration.figures, demo) for figure in bench()]
    table = Table(
        "what", "measured", "target", "ratio", title=f"{os.cpu_count()} cores, {platform.machine()}"
    )
    for figure in figures:
        measured, target = f"{figure.measured:.2f} {figure.unit}", f"{figure.target:g} {figure.unit}"
        table.add_row(figure.what, measured, target, f"{figure.ratio:.2f}")
    Console().print(table)
    directory = ROOT / "var" / "bench"
    directory.mkdir(parents=True, exist_ok=True)
    now = datetime.now(UTC)
    report = {"at": now.isoformat(), "python": platform.python_version(), "cores": os.cpu_count()}
    rows = [{**asdict(figure), "ratio": figure.ratio} for figure in figures]
    (directory / f"{now:%Y%m%d-%H%M%S}.json").write_text(json.dumps({**report, "figures": rows}, indent=2))


if __name__ == "__main__":
    main()
