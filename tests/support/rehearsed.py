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
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
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
        """All of them healthy by their own checks; asked to stop afterwards, they do, without complaint."""
        started = {name: self._started(name) for name in services}
        try:
            for name, process in started.items():
                until = time.monotonic() + 60
                while not self.is_healthy(name):
                    assert process.poll() is None, f"{name} ended"
                    assert time.monotonic() < until, f"{name} is not healthy"
                    time.sleep(0.5)
            yield
            for process in started.values():
                process.terminate()
            ended = {name: process.wait(30) for name, process in started.items()}
            assert set(ended.values()) <= {0, -signal.SIGTERM}, ended
        finally:
            for process in started.values():
                process.kill()
                process.wait()

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
