"""Who deletes his account is in no store any more: PostgreSQL, ClickHouse after a refresh, files and logs."""

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.stores.clickhouse import warehouse
from pipelines.stores.erasures import rekey_erased
from pipelines.stores.snapshot_tables import SNAPSHOTS
from pipelines.stores.snapshots import reload
from pipelines.stores.training_tables import TRAINING_TABLES, load_table
from serving.db.tables.columns import metadata
from serving.logs import write_logs_as_json
from tests.support.banks import Bank, released_bank
from tests.support.rest import Student, registered, running, settings

pytestmark = pytest.mark.anyio

TRACES = {
    "email": "ksenia.unique@school.ru",
    "surname": "Кощеева-Бессмертная",
    "name": "Ксения",
    "patronymic": "Тугариновна",
    "school": "Лицей имени Кота Учёного",
}
WORDS = "я из кружка у дуба"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    stream = io.StringIO()
    write_logs_as_json("api", stream)
    yield stream
    root.handlers, root.level = handlers, level


def refreshed(postgres_url: str, warehouse_url: str) -> None:
    """The first steps of a refresh, as the pipeline takes them."""
    for table in TRAINING_TABLES:
        load_table(table, postgres_url, warehouse_url)
    rekey_erased(postgres_url, warehouse_url)
    for snapshot in SNAPSHOTS:
        reload(snapshot, postgres_url, warehouse_url)


def in_postgresql(bank: Bank) -> str:
    rows = "select coalesce(jsonb_agg(to_jsonb(found)), '[]')::text from {} as found"
    return "\n".join(str(bank.value(rows.format(table.name))) for table in metadata.sorted_tables)


def in_clickhouse(warehouse_url: str) -> str:
    with warehouse(warehouse_url) as store:
        tables = [
            f"{database}.{name}"
            for database, name in store.rows(
                "select database, name from system.tables where database in ('raw', 'marts')"
            )
        ]
        assert "raw.students" in tables
        return "\n".join(str(store.rows(f"select * from {table}")) for table in tables)


def of_student(warehouse_url: str, student_id: int) -> dict[str, int]:
    """Rows that name him by his number, by table."""
    with warehouse(warehouse_url) as store:
        tables = store.rows(
            "select concat(database, '.', table) from system.columns"
            " where name = 'student_id' and database = 'raw' and table != 'erasures'"
        )
        counts = {
            str(table): store.number(f"select count() from {table} where student_id = {student_id}")
            for (table,) in tables
        }
    return {table: count for table, count in counts.items() if count}


async def lived(ksenia: Student) -> None:
    """Leaves a trace wherever a student can."""
    await ksenia.send("POST", "/auth/tokens", {"title": TRACES["surname"], "scopes": ["read"]})
    await ksenia.send("PUT", "/me/appearance", {"display_name": TRACES["name"]})
    await ksenia.send("PATCH", "/me", {"grade": 10}, idempotency_key=TRACES["name"].encode().hex())
    hook = {"url": f"https://client.example/{TRACES['email']}", "events": ["contest.finished"]}
    assert (await ksenia.send("POST", "/webhooks", hook)).status_code == 201
    session = await ksenia.start()
    served = (await ksenia.first(session)).json()
    await ksenia.answer(served["serve_id"], 1)
    reported = {"reason": "other", "text": WORDS}
    path = f"/questions/{served['question']['id']}/reports"
    assert (await ksenia.send("POST", path, reported)).status_code == 201


async def test_a_deleted_student_is_in_no_store(
    postgres_url: str, warehouse_url: str, tmp_path: Path, log: io.StringIO
) -> None:
    with released_bank(postgres_url) as bank:
        bank.add_many(2)
        home = tmp_path / "files"
        async with running(settings(postgres_url, files_url=str(home))) as http:
            ksenia = await registered(http, **TRACES)
            bank.connection.execute("update students set telegram_id = 279058397")
            await lived(ksenia)
            refreshed(postgres_url, warehouse_url)
            assert TRACES["surname"] in in_postgresql(bank)
            assert set(of_student(warehouse_url, ksenia.id)) >= {"raw.answers", "raw.students"}
            assert (await ksenia.send("DELETE", "/me")).status_code == 204
            refreshed(postgres_url, warehouse_url)
        stores = {
            "PostgreSQL": in_postgresql(bank),
            "ClickHouse": in_clickhouse(warehouse_url),
            "log": log.getvalue(),
            "files": "".join(str(path) for path in home.rglob("*")) if home.exists() else "",
        }
    for place, content in stores.items():
        for trace in (*TRACES.values(), WORDS, "279058397", ksenia.refresh, ksenia.access):
            assert trace not in content, (place, trace)
    assert of_student(warehouse_url, ksenia.id) == {}
    assert '"request"' in stores["log"]
    with warehouse(warehouse_url) as store:
        assert store.number("select count() from raw.answers") == 1
