import socket
import struct
import threading
import time
from base64 import b64encode
from pathlib import Path

import httpx
import pytest

from tests.pipelines.local.conftest import WRITER, Warehouse, free_port, launch, running
from tests.support.small_disks import filled, mounted

_ENDLESS = "SELECT count() FROM numbers(1000000000000) WHERE NOT ignore(sipHash64(number))"
_MANY_ROWS = "SELECT number, toString(number) FROM numbers(10000000000) FORMAT JSONEachRow"


def test_it_says_that_it_is_alive(warehouse: Warehouse) -> None:
    assert [httpx.get(warehouse.url + path).text for path in ("ping", "")] == ["Ok.\n", "Ok.\n"]


def test_a_second_process_on_the_directory_is_refused_in_a_sentence(warehouse: Warehouse) -> None:
    with launch(warehouse.data, free_port()) as second:
        _, said = second.communicate(timeout=60)
    assert (second.returncode, said) == (2, f"warehouse in {warehouse.data} is already running\n")


def test_a_taken_port_is_refused_in_a_sentence(warehouse: Warehouse, tmp_path: Path) -> None:
    with launch(tmp_path / "other", warehouse.port) as second:
        _, said = second.communicate(timeout=60)
    sentence = f"port {warehouse.port} is not free for the warehouse: Address already in use\n"
    assert (second.returncode, said) == (2, sentence)


def test_it_ends_cleanly_under_a_running_query_and_keeps_its_data(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with running(data) as warehouse:
        warehouse.post("CREATE DATABASE school").raise_for_status()
        warehouse.post(
            "CREATE TABLE school.kept ENGINE = MergeTree ORDER BY n AS SELECT 7 AS n"
        ).raise_for_status()
        leave = _ask_and_hold(warehouse, _ENDLESS, "endless")
        warehouse.process.terminate()
        said = warehouse.process.communicate(timeout=60)
        leave.close()
        assert (warehouse.process.returncode, said) == (0, ("", ""))
    with running(data) as warehouse:
        assert warehouse.post("SELECT n FROM school.kept").text == "7\n"


def test_on_a_full_disk_writing_is_refused_and_what_was_written_stays() -> None:
    with mounted("200m") as disk:
        if disk is None:
            pytest.skip("this account may not mount a small file system to fill")
        with running(disk / "data") as warehouse:
            warehouse.post("CREATE DATABASE school").raise_for_status()
            table = "CREATE TABLE school.{} ENGINE = MergeTree ORDER BY n AS SELECT 7 AS n"
            warehouse.post(table.format("kept")).raise_for_status()
            with filled(disk):
                for statement in (table.format("incoming"), "INSERT INTO school.kept VALUES (8)"):
                    refused = warehouse.post(statement)
                    assert refused.headers["X-ClickHouse-Exception-Code"] == "243"
                    assert "make room" in refused.text
                assert warehouse.post("SELECT n FROM school.kept").text == "7\n"
            warehouse.post(table.format("incoming")).raise_for_status()
            warehouse.post("EXCHANGE TABLES school.kept AND school.incoming").raise_for_status()
            assert warehouse.post("SELECT n FROM school.kept").text == "7\n"


def test_a_slow_query_does_not_hold_up_a_fast_one(warehouse: Warehouse) -> None:
    slow = threading.Thread(target=warehouse.post, args=["SELECT sleep(1.5)"])
    slow.start()
    started = time.monotonic()
    assert warehouse.post("SELECT 1").text == "1\n"
    assert time.monotonic() - started < 1
    slow.join()


@pytest.mark.parametrize("sql", [_ENDLESS, _MANY_ROWS], ids=["before the first row", "in the middle of rows"])
def test_a_query_whose_client_leaves_is_killed(warehouse: Warehouse, sql: str) -> None:
    client = _ask_and_hold(warehouse, sql, "abandoned")
    assert _running(warehouse, "abandoned") == 1
    # Zero linger closes with a reset, as a client that was killed with unread bytes does.
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.close()
    left_at = time.monotonic()
    while _running(warehouse, "abandoned"):
        assert time.monotonic() - left_at < 3
        time.sleep(0.05)


def _ask_and_hold(warehouse: Warehouse, sql: str, query_id: str) -> socket.socket:
    token = b64encode(":".join(WRITER).encode()).decode()
    head = (
        f"POST /?query_id={query_id} HTTP/1.1\r\nHost: x\r\n"
        f"Authorization: Basic {token}\r\nContent-Length: {len(sql)}\r\n\r\n"
    )
    client = socket.create_connection(("127.0.0.1", warehouse.port))
    client.sendall((head + sql).encode())
    time.sleep(0.4)
    return client


def _running(warehouse: Warehouse, query_id: str) -> int:
    sql = f"SELECT count() FROM system.processes WHERE Settings['log_comment'] = '{query_id}'"
    return int(warehouse.post(sql).text)
