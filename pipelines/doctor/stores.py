"""Both stores: do they answer, in which version and schema, and do they hold the same answers?"""

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from pipelines.doctor.findings import Check, Finding
from pipelines.local.endpoints import Endpoints
from pipelines.stores.answer_counts import counts_of_days
from pipelines.stores.clickhouse import warehouse
from pipelines.stores.postgres import postgres, whole_number
from pipelines.stores.training_tables import ANSWERS, seconds_behind
from serving.db.upgrade import MIGRATIONS
from serving.db.urls import sqlalchemy_url

LEAST_POSTGRES, LEAST_CLICKHOUSE = 18, 26
LONGEST_LAG = 300
LONGEST_TRANSACTION = 900
UPGRADE = "Run `apo db upgrade`"

OLDEST_TRANSACTION = """
select extract(epoch from max(now() - xact_start))::bigint from pg_stat_activity
where datname = current_database() and backend_type = 'client backend'
"""
BUILT = "select count() from system.tables where database = 'marts' and name = 'reconciliation'"


def checks_of_stores(stores: Endpoints) -> list[Check]:
    postgres_url, clickhouse_url = stores.postgres_url, stores.clickhouse_url
    return [
        Check("PostgreSQL", lambda: postgres_version(postgres_url)),
        Check("schema", lambda: schema(postgres_url)),
        Check("transactions", lambda: transactions(postgres_url)),
        Check("ClickHouse", lambda: clickhouse_version(clickhouse_url)),
        Check("lag", lambda: lag(postgres_url, clickhouse_url)),
        Check("answers", lambda: answers(clickhouse_url)),
    ]


def postgres_version(url: str) -> Finding:
    with postgres(url) as connection:
        version = whole_number(connection, "select current_setting('server_version_num')::integer")
    major = version // 10_000
    return Finding(f"version {major}.{version % 10_000}", _newer(major, LEAST_POSTGRES, "PostgreSQL"))


def clickhouse_version(url: str) -> Finding:
    with warehouse(url) as store:
        version = str(store.rows("select version()")[0][0])
    return Finding(
        f"version {version}", _newer(int(version.partition(".")[0]), LEAST_CLICKHOUSE, "ClickHouse")
    )


def schema(url: str) -> Finding:
    newest = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    with postgres(url):
        engine = create_engine(sqlalchemy_url(url))
        with engine.connect() as connection:
            found = MigrationContext.configure(connection).get_current_revision()
        engine.dispose()
    if found == newest:
        return Finding(f"revision {found}")
    return Finding(f"revision {found or 'none'} where {newest} is the newest", UPGRADE)


def transactions(url: str) -> Finding:
    with postgres(url) as connection:
        seconds = whole_number(connection, OLDEST_TRANSACTION)
    says = f"the oldest is {seconds} s old"
    if seconds <= LONGEST_TRANSACTION:
        return Finding(says)
    return Finding(says, "Later answers wait for it: find it in pg_stat_activity and end it")


def lag(postgres_url: str, clickhouse_url: str) -> Finding:
    seconds = seconds_behind(ANSWERS, postgres_url, clickhouse_url)
    says = f"the warehouse is {seconds:.0f} s behind the answers"
    if seconds <= LONGEST_LAG:
        return Finding(says)
    return Finding(says, "Is the refresher running? `apo refresh` does it once and says what fails")


def answers(clickhouse_url: str) -> Finding:
    with warehouse(clickhouse_url) as store:
        built = store.number(BUILT)
    if not built:
        return Finding("no marts are built yet", "Run `apo refresh`")
    counts = counts_of_days(clickhouse_url)
    says = f"{counts.postgres} in PostgreSQL, {counts.raw} in raw, {counts.marts} in the marts"
    return Finding(
        says, "" if counts.agree else "Days that differ: dashboard Overview; `apo refresh --day DATE`"
    )


def _newer(found: int, least: int, name: str) -> str:
    return "" if found >= least else f"{name} {least} or newer is needed"
