"""Lines of logs reach the warehouse exactly once, whatever is killed between them."""

import asyncio
import gzip
import json
import logging
import os
import signal
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.stores.clickhouse import Warehouse, WarehouseError, warehouse
from pipelines.stores.dbt_models import build_models
from pipelines.stores.log_pieces import pieces
from pipelines.stores.raw_tables import upgrade_warehouse
from pipelines.stores.service_logs import LoadedLogs, load_service_logs
from pipelines.stores.windows import Blocks
from serving.log_files import LogFiles, tidy
from tests.support.cut_off import way_to
from tests.support.dying_loaders import LOG_STEPS, load_logs_and_die

HOST = os.uname().nodename
NOBODY = 2**22 + 1  # above the greatest process id


def line(number: int, **fields: object) -> bytes:
    at = datetime(2026, 3, 1, 10, 0, number % 60, tzinfo=UTC).isoformat()
    known: Mapping[str, object] = {"at": at, "event": "request", "service": "api", "level": "info"}
    return json.dumps({**known, "n": number, **fields}).encode() + b"\n"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / f"api-host-{NOBODY}-20260301100000000000.jsonl"


@pytest.fixture
def store(warehouse_url: str) -> Iterator[Warehouse]:
    with warehouse(warehouse_url) as found:
        yield found


def numbers(store: Warehouse) -> list[int]:
    rows = store.rows("select JSONExtractInt(line, 'n') from raw.service_logs order by file, offset")
    return [int(str(row[0])) for row in rows]


def test_only_whole_lines_are_taken_each_once_and_others_are_counted(
    log: Path, postgres_url: str, warehouse_url: str, store: Warehouse
) -> None:
    half = line(3)
    log.write_bytes(line(1) + b"Traceback\tof a library\n" + line(2, text="tab\t and \\ and \n") + half[:20])
    first = load_service_logs(postgres_url, warehouse_url, log.parent)
    again = load_service_logs(postgres_url, warehouse_url, log.parent)
    with log.open("ab") as file:
        file.write(half[20:] + b"[1]\n")
    last = load_service_logs(postgres_url, warehouse_url, log.parent)
    assert [first, again, last] == [LoadedLogs(2, 1), LoadedLogs(0, 0), LoadedLogs(1, 1)]
    assert numbers(store) == [1, 2, 3]
    [(text,)] = store.rows(
        "select JSONExtractString(line, 'text') as text from raw.service_logs where text != ''"
    )
    assert text == "tab\t and \\ and \n"


def test_a_file_that_is_compressed_is_read_on_and_what_was_left_of_its_last_line_is_counted(
    log: Path, postgres_url: str, warehouse_url: str, store: Warehouse
) -> None:
    log.write_bytes(line(1) + line(2))
    load_service_logs(postgres_url, warehouse_url, log.parent)
    log.with_name(f"{log.name}.gz").write_bytes(gzip.compress(line(1) + line(2) + line(3) + b'{"at": "20'))
    log.unlink()
    loaded = [load_service_logs(postgres_url, warehouse_url, log.parent) for _ in range(2)]
    assert loaded == [LoadedLogs(1, 1), LoadedLogs(0, 0)]
    assert numbers(store) == [1, 2, 3]


def test_a_loader_killed_at_any_step_neither_loses_nor_doubles(
    log: Path, postgres_url: str, warehouse_url: str, store: Warehouse
) -> None:
    for written, step in enumerate(LOG_STEPS, 1):
        with log.open("ab") as file:
            file.write(line(written))
        assert load_logs_and_die(postgres_url, warehouse_url, log.parent, step) == -signal.SIGKILL
    assert load_service_logs(postgres_url, warehouse_url, log.parent) == LoadedLogs(0, 0)
    assert numbers(store) == [1, 2, 3]


def test_lines_wait_for_a_warehouse_that_goes_away_in_the_middle_of_them(
    log: Path, postgres_url: str, warehouse_url: str, store: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    insert = Warehouse.insert

    async def loads() -> LoadedLogs:
        async with way_to(warehouse_url) as way:
            here = asyncio.get_running_loop()

            def cutting(self: Warehouse, table: str, columns: Sequence[str], blocks: Blocks) -> None:
                def cut_after_the_first() -> Blocks:
                    yield next(blocks)
                    here.call_soon_threadsafe(way.cut)
                    yield from blocks

                insert(self, table, columns, cut_after_the_first())

            with monkeypatch.context() as patched:
                patched.setattr(Warehouse, "insert", cutting)
                for _ in range(2):
                    with pytest.raises(WarehouseError):
                        await asyncio.to_thread(load_service_logs, postgres_url, way.url, log.parent)
            way.mend()
            return await asyncio.to_thread(load_service_logs, postgres_url, way.url, log.parent)

    log.write_bytes(b"".join(line(number) for number in range(5)))
    assert asyncio.run(loads()) == LoadedLogs(5, 0)
    assert numbers(store) == [0, 1, 2, 3, 4]


def test_pieces_are_bounded_and_an_endless_line_does_not_hold_up_the_others(log: Path) -> None:
    log.write_bytes(line(1) + b"x" * 500 + b"\n" + line(2) + line(3))
    found = list(pieces(log.parent, {}, most_bytes=200))
    assert b"".join(piece.data for piece in found) == log.read_bytes()
    assert max(len(piece.data) for piece in found) <= 200
    assert [piece.lo for piece in found[1:]] == [piece.hi for piece in found[:-1]]


def test_full_files_are_followed_by_others_compressed_and_the_oldest_removed(tmp_path: Path) -> None:
    handler = LogFiles(tmp_path, "api", most_bytes=300, kept=2)
    logger = logging.Logger("own")
    logger.addHandler(handler)
    for number in range(40):
        logger.info(line(number).decode().strip())
        if number == 20:
            handler.close()  # as dictConfig does with every handler of the process
    handler.close()
    current = Path(handler._file.name)
    tidy(tmp_path, "api", current, kept=2)
    ended = sorted(tmp_path.glob("*.jsonl.gz"))
    assert len(ended) == 2
    assert [file.name for file in tmp_path.iterdir() if file not in ended] == [current.name]
    kept = b"".join(gzip.decompress(file.read_bytes()) for file in ended) + current.read_bytes()
    assert [json.loads(text)["n"] for text in kept.splitlines()] == list(range(40))[-len(kept.splitlines()) :]


def test_what_a_killed_process_wrote_is_compressed_and_what_another_host_writes_is_left(
    tmp_path: Path,
) -> None:
    killed = tmp_path / f"api-{HOST}-{NOBODY}-1.jsonl"
    alive = tmp_path / f"api-{HOST}-{os.getppid()}-2.jsonl"
    elsewhere = tmp_path / f"api-elsewhere-{NOBODY}-3.jsonl"
    for file in (killed, alive, elsewhere):
        file.write_bytes(line(1))
    tidy(tmp_path, "api", tmp_path / "none.jsonl")
    names = {file.name for file in tmp_path.iterdir()}
    assert names == {f"{killed.name}.gz", alive.name, elsewhere.name}


def test_health_is_by_minute_and_endpoint_and_a_late_line_changes_its_day_and_an_expired_one_does_not(
    log: Path,
    postgres_url: str,
    warehouse_url: str,
    store: Warehouse,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    def built() -> list[tuple[object, ...]]:
        load_service_logs(postgres_url, warehouse_url, log.parent)
        models = ["stg_loaded_logs", "stg_service_logs", "int_service_minutes", "service_health"]
        results = build_models(warehouse_url, tmp_path_factory.getbasetemp() / "dbt", select=models)
        assert [each.name for each in results if not each.good] == []
        health = "select endpoint, requests, errors, p50, p95 from marts.service_health order by endpoint"
        return [tuple(row) for row in store.rows(health)]

    me = {"method": "GET", "route": "/v1/me", "status": 200, "outcome": "ok"}
    failed = {**me, "status": 500, "outcome": "failed"}
    log.write_bytes(line(1, milliseconds=10, **me) + line(2, milliseconds=30, **failed) + line(3))
    assert built() == [("GET /v1/me", 2, 1, 20.0, 29.0)]
    with log.open("ab") as file:
        file.write(line(4, milliseconds=50, **me) + line(5, handler="start", milliseconds=7, outcome="ok"))
    health = [("GET /v1/me", 3, 1, 30.0, 48.0), ("start", 1, 0, 7.0, 7.0)]
    assert built() == health
    store.execute("alter table raw.service_logs delete where offset = 0")
    assert built() == health


def test_lines_expire_ninety_days_after_they_were_copied_and_not_by_their_own_age(
    log: Path, postgres_url: str, warehouse_url: str, store: Warehouse
) -> None:
    log.write_bytes(line(1) + line(2))
    load_service_logs(postgres_url, warehouse_url, log.parent)
    upgrade_warehouse(warehouse_url)
    store.execute("optimize table raw.service_logs final")
    assert numbers(store) == [1, 2]
    store.execute("alter table raw.service_logs update loaded_on = today() - 91 where true")
    store.execute("optimize table raw.service_logs final")
    assert numbers(store) == []


def test_nothing_else_in_the_directory_is_read(tmp_path: Path) -> None:
    (tmp_path / "postgres.log").write_bytes(line(1))
    (tmp_path / "notes.jsonl").write_bytes(line(1))
    assert list(pieces(tmp_path, {})) == []
