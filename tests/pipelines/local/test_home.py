import stat
import subprocess
import threading
import time
from pathlib import Path

import pytest

from pipelines.local import home
from pipelines.local.endpoints import Endpoints, lend
from pipelines.local.errors import LocalError
from pipelines.local.home import UP, Home, claim
from tests.pipelines.local.holding import LENT, holding


def _silent(_: str) -> None:
    return


def test_two_ups_in_one_home_refuse_each_other_in_a_sentence(tmp_path: Path) -> None:
    with holding(tmp_path, UP) as first, pytest.raises(LocalError) as caught:
        _take(tmp_path, UP)
    assert str(caught.value) == (
        f"`apo up` (process {first.pid}) already runs in {tmp_path}: "
        "stop it, or set APO_HOME to another directory."
    )


def test_two_homes_do_not_know_each_other(tmp_path: Path) -> None:
    with holding(tmp_path / "one", UP):
        assert isinstance(_take(tmp_path / "two", UP), Home)


def test_a_command_beside_an_up_borrows_its_endpoints(tmp_path: Path) -> None:
    with holding(tmp_path, UP, "lend") as up:
        _next_step(up)
        assert _take(tmp_path, "apo refresh") == LENT
        assert stat.S_IMODE((tmp_path / "endpoints.json").stat().st_mode) == 0o600


def test_a_command_waits_until_a_starting_up_lends(tmp_path: Path) -> None:
    said: list[str] = []
    with holding(tmp_path, UP, "lend") as up:
        later = threading.Timer(0.3, _next_step, [up])
        later.start()
        with claim(tmp_path, "apo refresh", said.append) as found:
            assert found == LENT
        later.join()
    assert said == [f"`apo up` (process {up.pid}) works in {tmp_path}: waiting up to 90 s for it"]


def test_endpoints_of_an_earlier_up_do_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "_FOR_UP", 0.2)
    with holding(tmp_path, UP):
        lend(tmp_path, LENT)  # by this process, which is not the one that holds the home
        with pytest.raises(LocalError, match="has not let it go within 0 s"):
            _take(tmp_path, "apo refresh")


def test_nothing_is_lent_after_the_end(tmp_path: Path) -> None:
    with claim(tmp_path, UP, _silent) as mine:
        assert isinstance(mine, Home)
        lend(mine.directory, LENT)
    assert not (tmp_path / "endpoints.json").exists()


def test_a_command_waits_for_another_command_to_end(tmp_path: Path) -> None:
    with holding(tmp_path, "apo simulate") as other:
        later = threading.Timer(0.3, _next_step, [other])
        later.start()
        assert isinstance(_take(tmp_path, "apo refresh"), Home)
        later.join()


def test_a_command_that_does_not_end_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "_FOR_COMMAND", 0.2)
    with holding(tmp_path, "apo simulate") as other, pytest.raises(LocalError) as caught:
        _take(tmp_path, "apo refresh")
    assert f"`apo simulate` (process {other.pid}) works in {tmp_path}" in str(caught.value)


def test_after_a_kill_the_next_command_waits_for_what_was_left_running(tmp_path: Path) -> None:
    said: list[str] = []
    with holding(tmp_path, "apo refresh", "leave", "0.8") as killed:
        killed.kill()
        killed.wait()
        started = time.monotonic()
        with claim(tmp_path, "apo refresh", said.append):
            waited = time.monotonic() - started
    assert 0.3 < waited < 3
    assert said == [f"Waiting for the services of a command that was killed in {tmp_path}"]


def test_what_is_left_for_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "_FOR_LEFTOVERS", 0.1)
    with holding(tmp_path, "apo refresh", "leave", "1") as killed:
        killed.kill()
        killed.wait()
        with pytest.raises(LocalError, match=r"still run in .*`fuser .*/services.lock`"):
            _take(tmp_path, "apo refresh")


def test_a_home_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LocalError, match=r"APO_HOME cannot be used: .*file"):
        _take(tmp_path / "file", UP)


def _take(directory: Path, command: str) -> Home | Endpoints:
    with claim(directory, command, _silent) as found:
        return found


def _next_step(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()
