"""The two banks of a department (4423 rows), where they are at hand."""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from tests.bench.figures import Figure
from tests.bench.measuring import APO, ROOT, measure

ONE, YES_NO = (ROOT.parent / "shared" / "banks" / name for name in ("one.csv", "yesno.csv"))
FILES = [ONE, YES_NO]


def figures() -> Iterator[Figure]:
    files = [str(file) for file in FILES if file.exists()]
    if len(files) < len(FILES):
        Console().print("The real banks are not beside the project; their figures are left out.")
        return
    checked = measure([sys.executable, "-c", CHECK, *files])
    yield Figure("reading and checking 4423 rows, imports included", checked.seconds, 3, "s")
    validated = measure([sys.executable, "-c", VALIDATE, files[0]])
    yield Figure("Great Expectations of 2937 rows, after its import", float(validated.output), 3, "s")
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

VALIDATE = """
import sys, time
from pathlib import Path
import great_expectations, pandas
from pipelines.banks.check import check
from pipelines.banks.subjects import read_subjects
from pipelines.defs.question_banks.validation import validate
subjects = read_subjects()
questions = check(Path(sys.argv[1]), subjects).questions
begun = time.perf_counter()
assert validate(questions, subjects)
print(time.perf_counter() - begun)
"""

LOAD = """
import os, subprocess, sys
home, apo, *files = sys.argv[1:]
code = subprocess.run([apo, "banks", "load", *files], env={**os.environ, "APO_HOME": home}).returncode
sys.exit(0 if code in (0, 1) else code)
"""
