"""The embedded ClickHouse front as a service."""

import sys
from pathlib import Path

from pipelines.local.passwords import kept_password
from pipelines.local.ports import LOOPBACK
from pipelines.local.processes import Service
from pipelines.local.readiness import http_answers


def clickhouse_url(directory: Path, port: int) -> str:
    directory.mkdir(parents=True, exist_ok=True)
    return f"http://apo:{kept_password(directory / 'password')}@{LOOPBACK}:{port}"


def clickhouse_service(directory: Path, port: int) -> Service:
    return Service(
        name="warehouse",
        argv=(
            sys.executable,
            "-m",
            "pipelines.local.warehouse",
            f"--data={directory / 'data'}",
            f"--port={port}",
        ),
        env={"APO_CLICKHOUSE_URL": clickhouse_url(directory, port)},
        ready=http_answers(port, "/ping"),
        grace=20,
    )
