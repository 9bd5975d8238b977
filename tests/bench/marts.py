"""Moving answers to ClickHouse, building every mart on them, and a refresh after a thousand new ones.

APO_BENCH_ANSWERS says on how many, a million when it does not.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import psutil
from psycopg import Connection, sql

from pipelines.defs.question_stats import job as jobs
from pipelines.local.endpoints import Endpoints
from pipelines.local.services import services
from pipelines.refresh import refresh
from pipelines.stores.dbt_models import build_models
from pipelines.stores.postgres import expressions, postgres
from pipelines.stores.raw_tables import upgrade_warehouse
from pipelines.stores.snapshot_tables import SNAPSHOTS
from pipelines.stores.snapshots import reload
from pipelines.stores.training_tables import ANSWERS, TRAINING_TABLES, load_table
from serving.db.upgrade import upgrade_schema
from serving.settings import Settings
from tests.bench.figures import Figure
from tests.support.training_rows import add_questions, add_students

TOTAL = int(os.environ.get("APO_BENCH_ANSWERS", "1000000"))
QUESTIONS, STUDENTS, DAYS, AT_ONCE = 5_000, 10_000, 300, 1_000_000
MEGABYTE = 1 << 20

# What the figures do not stand on would take most of the time of the filling.
UNBOUND = """
alter table answers
    drop constraint fk_answers_serve_id, drop constraint fk_answers_session_id,
    drop constraint fk_answers_student_id, drop constraint uq_answers_serve_id,
    drop constraint uq_answers_student_id_question_id_statistical_version_attempt
"""
FILL = f"""
insert into answers (
    serve_id, session_id, student_id, question_id, version, statistical_version, response, correct, points,
    attempt, mode, platform, origin, seconds, total_points, place, streak, answered_at
)
select
    gen_random_uuid(), '00000000-0000-0000-0000-000000000001', 1 + (hashint8(n) & 8191),
    1 + (hashint8(n + 7) & 4095), 1, 1, to_jsonb(1 + n %% 4), n %% 3 > 0, 1,
    case when n %% 5 = 0 then 2 else 1 end, 'training', 'rest', 'real', n %% 90, 1, 1, 1,
    timestamptz '2026-01-01' + interval '{DAYS} days' * (n::double precision / %(total)s)
from generate_series(%(first)s::bigint, %(last)s::bigint) as n
"""


# A process of its own, so that its memory is; its greatest resident size since it began is VmHWM.
MOVE = """
import json, re, sys, time
from pipelines.stores.training_tables import ANSWERS, load_table
begun = time.perf_counter()
load_table(ANSWERS, *sys.argv[1:])
seconds = time.perf_counter() - begun
kilobytes = int(re.search(r"VmHWM:\\s+([0-9]+)", open("/proc/self/status").read())[1])
print(json.dumps({"seconds": seconds, "megabytes": kilobytes / 1024}))
"""


def figures() -> Iterator[Figure]:
    with TemporaryDirectory(prefix="apo-bench-", ignore_cleanup_errors=True) as home:
        Path(home).chmod(0o755)
        settings = Settings(home=Path(home), postgres_url=None, clickhouse_url=None, _env_file=None)
        with services(settings, progress=lambda _: None) as endpoints:
            upgrade_schema(endpoints.postgres_url)
            upgrade_warehouse(endpoints.clickhouse_url)
            with postgres(endpoints.postgres_url) as connection:
                _fill(connection)
                yield from _moved(connection, endpoints)
                yield from _built(connection, endpoints, Path(home))


def _fill(connection: Connection) -> None:
    add_questions(connection, QUESTIONS)
    add_students(connection, STUDENTS)
    connection.execute(UNBOUND)
    for first in range(1, TOTAL + 1, AT_ONCE):
        _answer(connection, first, min(first + AT_ONCE - 1, TOTAL))
    connection.execute("analyze answers")


def _answer(connection: Connection, first: int, last: int) -> None:
    connection.execute(FILL, {"first": first, "last": last, "total": TOTAL})


def _moved(connection: Connection, endpoints: Endpoints) -> Iterator[Figure]:
    alone = _seconds(lambda: _copy_to_nowhere(connection))
    urls = [endpoints.postgres_url, endpoints.clickhouse_url]
    mover = [sys.executable, "-c", MOVE, *urls]
    moved = json.loads(subprocess.run(mover, check=True, capture_output=True, text=True).stdout)
    what = f"moving {TOTAL:,} answers to ClickHouse"
    yield Figure(f"{what}, of the rate of COPY to null", alone / moved["seconds"], 0.6, "", at_least=True)
    yield Figure(f"{what}, memory of the mover", moved["megabytes"], 150, "MB")


def _copy_to_nowhere(connection: Connection) -> None:
    copy = sql.SQL("copy (select {} from answers) to stdout").format(expressions(ANSWERS.columns))
    with connection.cursor() as cursor, cursor.copy(copy) as rows:
        for _ in rows:
            pass


def _built(connection: Connection, endpoints: Endpoints, home: Path) -> Iterator[Figure]:
    urls = endpoints.postgres_url, endpoints.clickhouse_url

    def build() -> None:
        for table in TRAINING_TABLES:
            load_table(table, *urls)
        for snapshot in SNAPSHOTS:
            reload(snapshot, *urls)
        built = build_models(endpoints.clickhouse_url, home / "dbt")
        assert [each.name for each in built if not each.good] == []

    with _peak_of_warehouse(home) as peak:
        yield Figure(f"every mart with its tests on {TOTAL:,} answers", _seconds(build), 30, "s")
    yield Figure("the same: memory of ClickHouse", peak[0] / MEGABYTE, 2048, "MB")
    refresh(*urls, home, job=jobs.refresh.name)  # as the first of a resident refresher
    _answer(connection, TOTAL + 1, TOTAL + 1000)
    for job, what in ((jobs.publish, "published"), (jobs.refresh, "every mart with its tests")):
        seconds = _seconds(partial(refresh, *urls, home, job=job.name))
        yield Figure(f"{what} after 1,000 more on {TOTAL:,} answers", seconds, 5, "s")


@contextmanager
def _peak_of_warehouse(home: Path) -> Iterator[list[int]]:
    """The greatest resident size, in a list of one, once the block has ended."""
    [process] = [
        each for each in psutil.Process().children(recursive=True) if "warehouse" in " ".join(each.cmdline())
    ][:1]
    peak, ended = [0], threading.Event()

    def watch() -> None:
        while not ended.wait(0.1):
            peak[0] = max(peak[0], process.memory_info().rss)

    watching = threading.Thread(target=watch)
    watching.start()
    yield peak
    ended.set()
    watching.join()


def _seconds(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun
