"""The servers of a benchmark: PostgreSQL of its own, and one process of an API on one core."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep

import httpx
import psutil

from pipelines.local.ports import LOOPBACK, free_port
from pipelines.local.services import Store, services
from serving.db.upgrade import upgrade_schema
from serving.settings import Settings

SERVER, CLIENT = {0}, {1}
"""Cores."""

SECRET = "a secret of thirty two characters"


@contextmanager
def own_postgres() -> Iterator[str]:
    """Its URL; the newest schema, no rows."""
    with TemporaryDirectory(prefix="apo-bench-") as home:
        Path(home).chmod(0o755)
        settings = Settings(home=Path(home), postgres_url=None, clickhouse_url=None)
        with services(settings, progress=lambda _: None, stores=[Store.POSTGRES]) as found:
            upgrade_schema(found.postgres_url)
            yield found.postgres_url


@dataclass(frozen=True, slots=True)
class Api:
    port: int
    process: psutil.Process

    @property
    def megabytes(self) -> float:
        return float(self.process.memory_info().rss) / (1 << 20)


@contextmanager
def api(postgres_url: str, module: Sequence[str]) -> Iterator[Api]:
    """`module`: of Python, with {port} where its port goes. Pinned to the core of servers."""
    port = free_port()
    environment = os.environ | {
        "APO_POSTGRES_URL": postgres_url,
        "APO_SECRET_KEY": SECRET,
        "APO_STUDENT_REQUESTS_PER_MINUTE": "100000000",
        "APO_ADDRESS_REQUESTS_PER_MINUTE": "100000000",
    }
    argv = [sys.executable, "-m", *(part.format(port=port) for part in module)]
    process = subprocess.Popen(argv, env=environment, stdout=subprocess.DEVNULL)
    os.sched_setaffinity(process.pid, SERVER)
    try:
        wait_until_ready(port, process)
        yield Api(port, psutil.Process(process.pid))
    finally:
        process.terminate()
        process.wait(20)


def wait_until_ready(port: int, process: "subprocess.Popen[bytes]") -> None:
    begun = monotonic()
    while monotonic() - begun < 120:
        try:
            if httpx.get(f"http://{LOOPBACK}:{port}/readyz").status_code == 200:
                return
        except httpx.TransportError:
            pass
        if process.poll() is not None:
            raise subprocess.CalledProcessError(process.returncode, process.args)
        sleep(0.2)
    raise TimeoutError("The API was not ready in two minutes")


@dataclass(frozen=True, slots=True)
class Load:
    per_second: float
    milliseconds: Sequence[float]


def load(port: int, requests: Sequence[str], *, clients: int, seconds: float) -> Load:
    """By a process on the core of clients."""
    plan = {"host": LOOPBACK, "port": port, "clients": clients, "seconds": seconds, "requests": requests}
    argv = [sys.executable, "-m", "tests.bench.training.clients"]
    process = subprocess.Popen(
        argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    os.sched_setaffinity(process.pid, CLIENT)
    output, error = process.communicate(json.dumps(plan))
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, argv, output, error)
    answered = json.loads(output)
    return Load(answered["answered"] / answered["seconds"], answered["milliseconds"])


def request(path: str, headers: Mapping[str, str], body: str = "", *, method: str = "POST") -> str:
    """Of HTTP/1.1, as it goes over the wire."""
    named = {"Host": "api", "Content-Type": "application/json", "Content-Length": str(len(body.encode()))}
    lines = [
        f"{method} {path} HTTP/1.1",
        *(f"{name}: {value}" for name, value in {**named, **headers}.items()),
    ]
    return "\r\n".join([*lines, "", body])
