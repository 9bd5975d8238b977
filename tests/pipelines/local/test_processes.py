import signal
import subprocess
import sys

import pytest

from pipelines.local.backoff import BackOff
from pipelines.local.processes import Service, tied_to_us


def test_a_child_whose_parent_has_died_before_the_tie_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.getpid", lambda: -1)
    tie = tied_to_us(signal.SIGKILL)
    monkeypatch.undo()
    child = subprocess.run([sys.executable, "-c", "print('started')"], preexec_fn=tie, capture_output=True)
    assert (child.returncode, child.stdout) == (1, b"")


def test_services_write_bytecode_even_when_we_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    environment = Service(name="any", argv=("true",), env={"A": "1"}).environment()
    assert ("PYTHONDONTWRITEBYTECODE" in environment, environment["A"]) == (False, "1")


def test_the_pause_doubles_up_to_its_limit() -> None:
    pauses = [BackOff(first=0.5, longest=30).pause(failures) for failures in (1, 2, 3, 7, 8, 5000)]
    assert pauses == [0.5, 1, 2, 30, 30, 30]
