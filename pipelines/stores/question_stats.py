"""What training needs of the marts, published as PostgreSQL's `question_stats`."""

from collections.abc import Sequence
from dataclasses import dataclass

from psycopg import Connection

from pipelines.stores.clickhouse import warehouse
from pipelines.stores.postgres import only_writer, postgres

COLUMNS = (
    "question_id",
    "version",
    "attempts",
    "first_attempts",
    "correct",
    "facility",
    "difficulty",
    "difficulty_se",
    "level",
    "discrimination",
    "flags",
    "proposed_option",
    "as_of",
)
LISTED = ", ".join(COLUMNS)
NUMBERS = ", ".join(COLUMNS[2:-1])

MART = f"select {LISTED} from marts.question_stats where attempts > 0"  # noqa: S608
COPY = f"copy published ({LISTED}) from stdin"
VANISHED = """
delete from question_stats
where not exists (
    select from published
    where published.question_id = question_stats.question_id and published.version = question_stats.version
)
"""
UPSERT = f"""
insert into question_stats ({LISTED})
select {LISTED} from published
on conflict (question_id, version) do update
set ({NUMBERS}, as_of) = ({", ".join(f"excluded.{name}" for name in COLUMNS[2:])})
where ({", ".join(f"question_stats.{name}" for name in COLUMNS[2:-1])})
    is distinct from ({", ".join(f"excluded.{name}" for name in COLUMNS[2:-1])})
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Published:
    """`changed`: new rows and rows with a new number; the others keep their `as_of`."""

    rows: int
    changed: int
    vanished: int


def publish_question_stats(postgres_url: str, clickhouse_url: str) -> Published:
    """One transaction, then `notify question_bank`. Raises StoreError."""
    with only_writer(postgres_url, "refresh"), postgres(postgres_url) as connection:
        with warehouse(clickhouse_url) as store:
            rows = store.rows(MART)
        with connection.transaction():
            return _replace(connection, rows)


def _replace(connection: Connection, rows: Sequence[Sequence[object]]) -> Published:
    connection.execute("create temp table published (like question_stats including defaults) on commit drop")
    with connection.cursor() as cursor, cursor.copy(COPY) as copy:
        for row in rows:
            copy.write_row(row)
    vanished = connection.execute(VANISHED).rowcount
    changed = connection.execute(UPSERT).rowcount
    if changed or vanished:
        connection.execute("notify question_bank")
    return Published(len(rows), changed, vanished)
