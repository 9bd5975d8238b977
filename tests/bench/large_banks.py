"""Checking large files: seconds and peak memory of the check alone, after the imports of its process."""

import csv
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.figures import Figure
from tests.bench.real_banks import ONE
from tests.pipelines.banks.test_claimed_rows import CLAIMED, write
from tests.support.bank_files import HEADER

COPIES = 0.39  # of the rows of a real bank
LARGE, QUARTER = 100_000, 25_000
MIB = 1 << 20

CHECK = r"""
import json, sys, time
from pathlib import Path
from pipelines.banks.check import check
from pipelines.banks.subjects import read_subjects
import pipelines.banks.readers.workbook, openpyxl, polars
subjects = read_subjects()
Path("/proc/self/clear_refs").write_text("5")
peak = lambda: int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) * 1024
before, begun = peak(), time.perf_counter()
report = check(Path(sys.argv[1]), subjects, subject="economics" if sys.argv[1].endswith("x") else None)
seconds = time.perf_counter() - begun
print(json.dumps({"seconds": seconds, "bytes": peak() - before, "rows": report.rows}))
"""


def figures() -> Iterator[Figure]:
    with TemporaryDirectory(prefix="apo-bench-") as folder:
        if ONE.exists():
            yield from _checked("2937 rows of a real bank", ONE, seconds=2, mebibytes=200)
        large = _checked_once(_generated(Path(folder) / "large.csv", LARGE))
        quarter = _checked_once(_generated(Path(folder) / "quarter.csv", QUARTER))
        yield from _of("100,000 rows", large, seconds=20, mebibytes=1024)
        growth = large["seconds"] / quarter["seconds"] / (LARGE / QUARTER)
        yield Figure("seconds a row at 100,000 rows against 25,000", growth, 1.2, "×")
        claiming = write(Path(folder) / "claiming.xlsx", CLAIMED)
        yield from _checked("a workbook that claims 390,000 rows and holds 120", claiming, 3, 150)


def _checked(what: str, file: Path, seconds: float, mebibytes: float) -> Iterator[Figure]:
    yield from _of(what, _checked_once(file), seconds, mebibytes)


def _of(what: str, found: dict[str, float], seconds: float, mebibytes: float) -> Iterator[Figure]:
    yield Figure(f"apo banks check, {what}: time after start-up", found["seconds"], seconds, "s")
    yield Figure(f"apo banks check, {what}: memory after start-up", found["bytes"] / MIB, mebibytes, "MiB")


def _checked_once(file: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", CHECK, str(file)], check=True, capture_output=True, text=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _generated(file: Path, rows: int) -> Path:
    """A bank with as many copies as a real one, half of them written a little otherwise."""
    chance = random.Random(1)
    texts = [_text(chance, number) for number in range(round(rows * (1 - COPIES)))]
    with file.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(HEADER.split(","))
        for number in range(rows):
            text = texts[number] if number < len(texts) else chance.choice(texts)
            spaced = text.replace(" ", "  ") if chance.random() < 0.2 else text
            table.writerow(
                [number, spaced, *OPTIONS, text.count("а") % 3, "economics", "REG", "монополия", 0]
            )
    return file


OPTIONS = ("увеличится", "уменьшится", "не изменится")
WORDS = (
    "спрос", "предложение", "цена", "издержки", "выручка", "налог", "субсидия", "рынок", "фирма", "прибыль",
)  # fmt: skip


def _text(chance: random.Random, number: int) -> str:
    return f"Как изменится {' и '.join(chance.sample(WORDS, 4))} в случае {number}?"
