"""What an answer and a question weigh on disk, with their indexes: a busy machine does not change that.

APO_BENCH_ANSWERS says of how many answers.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from pipelines.local.services import services
from pipelines.stores.clickhouse import warehouse
from pipelines.stores.raw_tables import upgrade_warehouse
from pipelines.stores.training_tables import ANSWERS, load_table
from serving.db.upgrade import upgrade_schema
from serving.settings import Settings
from tests.bench.figures import Figure
from tests.bench.training.filling import QUESTIONS
from tests.support.training_rows import Answer, add_answers, add_students

TOTAL = int(os.environ.get("APO_BENCH_ANSWERS", "20000"))
BANK, ANSWERED = 20_000, 100
"""Questions, and how many of them each student answers."""

FIRST = """
insert into submissions (files, sha256, report) values ('{bank}', '', '[]');
insert into releases (submission_id, new, changed, unchanged) values (1, 0, 0, 0);
insert into subjects values ('geography', 'География');
insert into themes select 'geography', 'тема ' || n from generate_series(0, 19) as n;
insert into sources select 'geography', 'источник ' || n from generate_series(0, 9) as n;
"""
SIZE = "select sum(pg_total_relation_size(name::regclass)) from unnest(%s::text[]) as name"
OF_ANSWERS = ["answers", "serves"]
OF_QUESTIONS = ["questions", "question_versions", "question_stats", "question_sources"]
IN_WAREHOUSE = """
select sum(bytes_on_disk) / sum(rows) from system.parts
where database = 'raw' and table = 'answers' and active
"""


def figures() -> Iterator[Figure]:
    with TemporaryDirectory(prefix="apo-bench-", ignore_cleanup_errors=True) as home:
        Path(home).chmod(0o755)
        settings = Settings(home=Path(home), postgres_url=None, clickhouse_url=None, _env_file=None)
        with services(settings, progress=lambda _: None) as endpoints:
            upgrade_schema(endpoints.postgres_url)
            upgrade_warehouse(endpoints.clickhouse_url)
            with psycopg.connect(endpoints.postgres_url, autocommit=True) as connection:
                yield _question(connection)
                yield _answer(connection)
            load_table(ANSWERS, endpoints.postgres_url, endpoints.clickhouse_url)
            with warehouse(endpoints.clickhouse_url) as store:
                store.execute("optimize table raw.answers final")
                bytes_each = float(str(store.rows(IN_WAREHOUSE)[0][0]))
            yield Figure("an answer in ClickHouse", bytes_each, 100, "B")


def _question(connection: psycopg.Connection) -> Figure:
    connection.execute(FIRST.encode())
    connection.execute(QUESTIONS.format(first=1, last=BANK).encode())
    connection.execute("vacuum analyze")
    return Figure("a question in PostgreSQL", _size(connection, OF_QUESTIONS) / BANK, 4096, "B")


def _answer(connection: psycopg.Connection) -> Figure:
    before = _size(connection, OF_ANSWERS)
    students = add_students(connection, TOTAL // ANSWERED, subject="geography")
    for part in batched(students):
        given = [Answer(student, question) for student in part for question in range(1, ANSWERED + 1)]
        add_answers(connection, given)
    connection.execute("vacuum analyze")
    grown = _size(connection, OF_ANSWERS) - before
    return Figure("an answer in PostgreSQL, with its serve", grown / TOTAL, 1024, "B")


def batched(students: Sequence[int], size: int = 50) -> Iterator[Sequence[int]]:
    for first in range(0, len(students), size):
        yield students[first : first + size]


def _size(connection: psycopg.Connection, tables: list[str]) -> int:
    row = connection.execute(SIZE, [tables]).fetchone()
    assert row is not None
    return int(row[0])
