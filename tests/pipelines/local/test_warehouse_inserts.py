import socket
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import httpx

from tests.pipelines.local.conftest import WRITER, Warehouse, running

BATCHES = 12
_ROWS_A_CHUNK = 20_000


def _rows(chunks: int) -> Iterator[bytes]:
    for chunk in range(chunks):
        first = chunk * _ROWS_A_CHUNK
        numbers = range(first, first + _ROWS_A_CHUNK)
        yield b"".join(b"%d\tan answer of a student to a question %d\n" % (n, n) for n in numbers)


def _count(warehouse: Warehouse, table: str) -> int:
    return int(warehouse.post(f"SELECT count() FROM {table}").text)


def _running(warehouse: Warehouse) -> int:
    return int(warehouse.post("SELECT count() FROM system.processes").text)


def test_a_million_rows_stream_in_bounded_memory(warehouse: Warehouse, answers: str) -> None:
    before = warehouse.resident_megabytes()
    query = {"query": f"INSERT INTO {answers} FORMAT TabSeparated"}
    sent = httpx.post(warehouse.url, params=query, content=_rows(50), auth=WRITER, timeout=60)
    assert '"written_rows": "1000000"' in sent.headers["X-ClickHouse-Summary"]
    assert warehouse.post(f"SELECT sum(n) FROM {answers}").text == "499999500000\n"
    assert warehouse.resident_megabytes() - before < 300


def test_the_statement_may_begin_in_the_address_and_go_on_in_the_body(
    warehouse: Warehouse, answers: str
) -> None:
    warehouse.post("(1, 'a'), (2, 'b')", query=f"INSERT INTO {answers} VALUES").raise_for_status()
    warehouse.post('FORMAT JSONEachRow {"n": 3, "s": "c"}', query=f"INSERT INTO {answers}").raise_for_status()
    warehouse.post(f'INSERT INTO {answers} (s, n) FORMAT CSV\n" FORMAT TSV",4\n').raise_for_status()
    assert warehouse.post(f"SELECT s FROM {answers} ORDER BY n").text == "a\nb\nc\n FORMAT TSV\n"


def test_binary_rows_may_look_like_anything(warehouse: Warehouse, answers: str) -> None:
    rows = b"".join(bytes([n]) + bytes(7) + b"\x04\n'--" for n in (9, 10, 32, 39))
    warehouse.post(f"INSERT INTO {answers} FORMAT RowBinary\n".encode() + rows).raise_for_status()
    warehouse.post(rows, query=f"INSERT INTO {answers} FORMAT RowBinary").raise_for_status()
    kept = warehouse.post(f"SELECT arraySort(groupArray(n)) FROM {answers}").text
    assert kept == "[9,9,10,10,32,32,39,39]\n"


def test_a_bad_row_inserts_nothing(warehouse: Warehouse, answers: str) -> None:
    response = warehouse.post(f"INSERT INTO {answers} FORMAT TabSeparated\n1\ta\nx\tb\n")
    assert response.is_error
    assert _count(warehouse, answers) == 0


def test_an_insert_whose_client_leaves_inserts_nothing(warehouse: Warehouse, answers: str) -> None:
    head = (
        f"POST /?user=apo&password=wr%3Ate%2F1&query=INSERT+INTO+{answers}+FORMAT+TSV HTTP/1.1\r\nHost: x\r\n"
    )
    with socket.create_connection(("127.0.0.1", warehouse.port)) as client:
        client.sendall(head.encode() + b"Content-Length: 99999999\r\n\r\n" + b"".join(_rows(3)))
        while _running(warehouse) == 1:
            time.sleep(0.02)
    while _running(warehouse) > 1:
        time.sleep(0.02)
    assert _count(warehouse, answers) == 0


def _insert_until_killed(warehouse: Warehouse) -> list[int]:
    acknowledged: list[int] = []
    with httpx.Client(auth=WRITER) as client:
        while True:
            batch = len(acknowledged)
            rows = b"".join(b"%d\t%d\n" % (batch, n) for n in range(1000))
            if batch == BATCHES:
                Timer(0.01, warehouse.process.kill).start()
            try:
                sent = client.post(warehouse.url, content=b"INSERT INTO school.batches FORMAT TSV\n" + rows)
            except httpx.TransportError:
                return acknowledged
            sent.raise_for_status()
            acknowledged.append(batch)


def test_rows_acknowledged_before_kill_9_are_all_there_and_none_is_partial(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with running(data) as warehouse:
        warehouse.post("CREATE DATABASE school").raise_for_status()
        warehouse.post("CREATE TABLE school.batches (batch UInt32, n UInt32) ENGINE = MergeTree ORDER BY n")
        acknowledged = _insert_until_killed(warehouse)
    with running(data) as warehouse:
        kept = warehouse.post("SELECT batch, count() FROM school.batches GROUP BY batch FORMAT CSV").text
    batches = {int(batch): int(rows) for batch, rows in (line.split(",") for line in kept.splitlines())}
    assert len(acknowledged) >= BATCHES
    assert set(batches.values()) == {1000}
    assert set(acknowledged) <= set(batches)


def test_an_insert_into_an_absent_table_is_not_found(warehouse: Warehouse) -> None:
    assert warehouse.post("INSERT INTO school.absent FORMAT CSV\n1\n").status_code == 404
