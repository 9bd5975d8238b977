"""The services of docker-compose.yml as processes of this machine: same commands, same environment."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from socket import socket
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
DOCKERS_PATIENCE = 10
VARIABLE = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """`variables` are those of `.env`; `here` stands for an address or directory of the containers."""

    variables: Mapping[str, str]
    here: Mapping[str, str]

    def environment(self, service: str) -> dict[str, str]:
        named = {name: self._put(str(value)) for name, value in SERVICES[service]["environment"].items()}
        return {**os.environ, **named}

    def command(self, service: str) -> list[str]:
        return self._argv(SERVICES[service]["command"])

    def is_healthy(self, service: str) -> bool:
        check = self._argv(SERVICES[service]["healthcheck"]["test"][1:])
        return not subprocess.run(
            check, env=self.environment(service), cwd=self.here["/app"], capture_output=True, check=False
        ).returncode

    def listens(self, service: str) -> bool:
        """Where its command says so; a look costs less than a check, which may import for seconds."""
        command = self.command(service)
        ports = [int(after) for word, after in pairwise(command) if word in {"-p", "--port"}]
        with socket() as probe:
            return all(probe.connect_ex(("127.0.0.1", port)) == 0 for port in ports)

    def run_once(self, service: str) -> None:
        done = subprocess.run(
            self.command(service),
            env=self.environment(service),
            cwd=self.here["/app"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    @contextmanager
    def running(self, services: Sequence[str]) -> Iterator[None]:
        """All of them healthy by their own checks; asked to stop afterwards, they do, without complaint.
        Those that are given no time of their own may be killed, as Docker does."""
        started = {name: self._started(name) for name in services}
        try:
            for name, process in started.items():
                self._wait_for_health(name, process)
            yield
            for process in started.values():
                process.terminate()
            ended = {name: self._ended(name, process) for name, process in started.items()}
            assert set(ended.values()) <= {0, -signal.SIGTERM}, ended
        finally:
            for process in started.values():
                process.kill()
                process.wait()

    def _wait_for_health(self, name: str, process: subprocess.Popen[bytes]) -> None:
        """A check that costs much is made less often."""
        until = time.monotonic() + 120
        while True:
            begun = time.monotonic()
            if self.listens(name) and self.is_healthy(name):
                return
            assert process.poll() is None, f"{name} ended"
            assert time.monotonic() < until, f"{name} is not healthy"
            time.sleep(max(0.5, 2 * (time.monotonic() - begun)))

    def _ended(self, name: str, process: subprocess.Popen[bytes]) -> int:
        if "stop_grace_period" in SERVICES[name]:
            return process.wait(int(SERVICES[name]["stop_grace_period"].rstrip("s")))
        try:
            return process.wait(DOCKERS_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return 0

    def _started(self, service: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self.command(service),
            env=self.environment(service),
            cwd=self.here["/app"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _argv(self, words: Sequence[str]) -> list[str]:
        programs = Path(sys.executable).parent
        first, *others = (self._put(word) for word in words)
        return [str(programs / first), *others]

    def _put(self, text: str) -> str:
        text = VARIABLE.sub(self._value, text)
        for inside, here in self.here.items():
            text = text.replace(inside, here)
        return text

    def _value(self, found: re.Match[str]) -> str:
        value = self.variables.get(found[1], "")
        if value:
            return value
        assert found[2] == "-", f"{found[1]} has to be set"
        return str(found[3])
