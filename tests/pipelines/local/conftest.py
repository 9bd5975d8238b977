"""Real warehouse processes, each on a free port."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import clickhouse_connect
import httpx
import pytest
from clickhouse_connect.driver.client import Client

WRITER = ("apo", "wr:te/1")
ANALYST = ("analyst", "read 1")


@dataclass(frozen=True, slots=True)
class Warehouse:
    process: subprocess.Popen[str]
    data: Path
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def client(
        self, user: tuple[str, str] = WRITER, compress: str = "lz4", *, as_form: bool = False
    ) -> Client:
        address = f"http://{quote(user[0])}:{quote(user[1], safe='')}@127.0.0.1:{self.port}"
        return clickhouse_connect.get_client(
            dsn=address,
            autogenerate_session_id=False,
            compress=compress,
            form_encode_query_params=as_form,
        )

    def post(self, sql: str | bytes, user: tuple[str, str] = WRITER, **parameters: str) -> httpx.Response:
        return httpx.post(self.url, content=sql, params=parameters, auth=user, timeout=30)

    def resident_megabytes(self) -> int:
        pages = Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE") >> 20


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def launch(data: Path, port: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "pipelines.local.warehouse", "--data", str(data), "--port", str(port)]
    users = {
        "APO_CLICKHOUSE_URL": f"http://apo:wr%3Ate%2F1@127.0.0.1:{port}",
        "APO_CLICKHOUSE_ANALYST_URL": "http://analyst:read%201@127.0.0.1",
    }
    return subprocess.Popen(
        command, env={**os.environ, **users}, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


@contextmanager
def running(data: Path) -> Iterator[Warehouse]:
    """Yields when the process has said that it is ready; ends it by SIGTERM unless it has ended."""
    port = free_port()
    with launch(data, port) as process:
        assert process.stdout is not None
        ready = process.stdout.readline()
        assert ready == f"warehouse in {data} is ready on http://127.0.0.1:{port}\n"
        try:
            yield Warehouse(process, data, port)
        finally:
            process.terminate()
            process.wait(10)


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    with running(tmp_path_factory.mktemp("warehouse") / "data") as started:
        started.post("CREATE DATABASE school").raise_for_status()
        yield started


@pytest.fixture
def answers(warehouse: Warehouse) -> str:
    """An empty table of numbered texts."""
    sql = "CREATE OR REPLACE TABLE school.answers (n UInt64, s String) ENGINE = MergeTree ORDER BY n"
    warehouse.post(sql).raise_for_status()
    return "school.answers"
