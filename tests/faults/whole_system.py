"""All of `apo up` in a home of its own, with its processes at hand to be hurt."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

import httpx
import psutil
import psycopg

from pipelines.local.endpoints import Endpoints, lent
from pipelines.local.ports import free_port
from pipelines.stores.answer_counts import count_answers

BANK = Path(__file__).parents[2] / "pipelines" / "banks" / "samples" / "economics.xlsx"
STARTS_WITHIN = 300.0  # seconds, on a machine that does other things too
PARTS = {
    "postgres": "/postgres",
    "clickhouse": "pipelines.local.warehouse",
    "api": "api",
    "portal": "portal",
    "refresher": "pipelines.refresher",
    "delivery": "serving.delivery",
    "code": "api grpc",
    "dagster": "dagster_webserver",
    "daemon": "dagster._daemon",
}


@dataclass(frozen=True, slots=True)
class System:
    environment: Mapping[str, str]
    process: subprocess.Popen[str]

    @property
    def api(self) -> str:
        return f"http://127.0.0.1:{self.environment['APO_API_PORT']}"

    @property
    def home(self) -> Path:
        return Path(self.environment["APO_HOME"])

    @property
    def endpoints(self) -> Endpoints:
        found = lent(self.home, self.process.pid)
        assert found is not None
        return found

    def part(self, name: str) -> psutil.Process:
        """The process of a part, once it runs."""
        until = time.monotonic() + 30
        while time.monotonic() < until:
            for child in psutil.Process(self.process.pid).children():
                with suppress(psutil.Error):
                    if PARTS[name] in _spoken(child):
                        return child
            time.sleep(0.05)
        raise AssertionError(f"{name} does not run")

    def recovers_within(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while silent := self._silent():
            assert time.monotonic() < until, f"{silent}\n{self._said()}"
            time.sleep(0.1)

    def brings_through(self, answers: int, seconds: float) -> None:
        """Its own refresher does, whatever has happened to it."""
        found, until = self.endpoints, time.monotonic() + seconds
        while (counts := count_answers(found.postgres_url, found.clickhouse_url)).marts != answers:
            assert time.monotonic() < until, f"{counts} of {answers}\n{self._said()}"
            time.sleep(0.5)

    def run(self, *arguments: str) -> str:
        """The output of an `apo` command beside it."""
        done = subprocess.run(
            [sys.executable, "-m", "pipelines.cli.app", *arguments],
            env={**os.environ, **self.environment},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def _said(self) -> str:
        return (self.home / "up.log").read_text()[-5000:]

    def _silent(self) -> str:
        """Which part does not answer and why; empty when all do."""
        for part, path in READY:
            try:
                answer = httpx.get(
                    f"http://127.0.0.1:{self.environment[f'APO_{part}_PORT']}{path}", timeout=5
                )
            except httpx.TransportError as error:
                return f"{part}: {error!r}"
            if answer.status_code != 200:
                return f"{part}: {answer.status_code} {answer.text}"
        if (found := lent(self.home, self.process.pid)) is None:
            return "UP: it lends nothing"
        try:
            psycopg.connect(found.postgres_url, connect_timeout=5).close()
        except psycopg.Error as error:
            return f"POSTGRES: {error!r}"
        return ""


READY = (("API", "/readyz"), ("PORTAL", "/readyz"), ("DAGSTER", "/server_info"), ("CLICKHOUSE", "/ping"))


def _spoken(process: psutil.Process) -> str:
    """Its command line from the module on: `api --port 8000`, `dagster._daemon run …`."""
    return (
        " ".join(process.cmdline()).partition(" -m ")[2].removeprefix("pipelines.cli.app ")
        or (process.cmdline() or [""])[0]
    )


@contextmanager
def whole_system(home: Path, **more: str) -> Iterator[System]:
    """Everything is ready inside, and the sample bank is loaded. `more` stands in the environment."""
    ports = {f"APO_{part}_PORT": str(free_port()) for part in ("API", "PORTAL", "DAGSTER", "POSTGRES")}
    environment = {
        **ports,
        "APO_CLICKHOUSE_PORT": str(free_port()),
        "APO_HOME": str(home),
        "APO_SECRET_KEY": "a secret of thirty two characters",
        "APO_ADDRESS_REQUESTS_PER_MINUTE": "0",
        "APO_STUDENT_REQUESTS_PER_MINUTE": "0",
        "APO_SIMULATED_STUDENTS": "true",
        **more,
    }
    log = home / "up.log"
    with (
        log.open("w") as output,
        subprocess.Popen(
            [sys.executable, "-m", "pipelines.cli.app", "up"],
            env={**os.environ, **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process,
    ):
        too_long = Timer(STARTS_WITHIN, process.kill)
        too_long.start()
        while "Stop with Ctrl-C." not in log.read_text():
            assert process.poll() is None, log.read_text()[-3000:]
            time.sleep(0.1)
        too_long.cancel()
        system = System(environment, process)
        try:
            system.run("banks", "load", str(BANK))
            yield system
        finally:
            process.terminate()
            process.wait(60)
