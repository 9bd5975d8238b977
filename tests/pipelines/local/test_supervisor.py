import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.pipelines.local.supervised import SLEEP, Supervised, alive, gone_within, supervised

_SAY_PID = "import os; print('pid', os.getpid(), flush=True)\n"
_WITH_CHILD = (
    "import subprocess, sys\n"
    "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
    "print('pid', child.pid, flush=True)\n"
)
_DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"


def test_a_service_starts_when_those_it_comes_after_are_ready(tmp_path: Path) -> None:
    slow = "import time, pathlib; time.sleep(0.3); pathlib.Path('slow').touch(); time.sleep(60)"
    late = "import pathlib; print('slow was ready:', pathlib.Path('slow').exists(), flush=True)\n" + SLEEP
    with supervised(
        tmp_path,
        {"name": "slow", "code": slow, "ready": "slow"},
        {"name": "late", "code": late, "after": ["slow"]},
    ) as run:
        assert run.until("slow was ready") == "late | slow was ready: True"
        run.until("all ready")


def test_a_one_time_service_is_ready_when_it_has_ended_well(tmp_path: Path) -> None:
    with supervised(
        tmp_path,
        {"name": "once", "code": "print('migrated')", "once": True},
        {"name": "next", "code": SLEEP, "after": ["once"]},
    ) as run:
        run.until("all ready")
        assert run.lines[:2] == ["once | migrated", run.lines[1]]
        assert run.lines[1].startswith("once | done after")


def test_services_go_on_when_nobody_reads_what_they_say(tmp_path: Path) -> None:
    talker = (
        "import pathlib, time\n"
        "for number in range(50):\n"
        "    print(number, flush=True)\n"
        "    time.sleep(0.01)\n"
        "pathlib.Path('said').touch()\n" + SLEEP
    )
    with supervised(tmp_path, {"name": "talker", "code": talker}) as run:
        run.until("all ready")
        assert run.process.stdout is not None
        run.process.stdout.close()
        until = time.monotonic() + 10
        while not (tmp_path / "said").exists():
            assert time.monotonic() < until
            time.sleep(0.02)
        with pytest.raises(subprocess.TimeoutExpired):
            run.process.wait(0.5)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_the_services_in_the_reverse_order(tmp_path: Path, number: signal.Signals) -> None:
    names = ["first", "second", "third"]
    with supervised(tmp_path, *({"name": name, "code": SLEEP} for name in names)) as run:
        run.until("all ready")
        run.process.send_signal(number)
        stopped = [line.split()[0] for line in run.end() if line.endswith("stopped")]
    assert (stopped, run.process.returncode) == (["third", "second", "first"], 0)


def test_nobody_is_left_when_the_supervisor_is_killed(tmp_path: Path) -> None:
    with supervised(
        tmp_path,
        {"name": "plain", "code": _SAY_PID + SLEEP},
        {"name": "deaf", "code": _DEAF + _SAY_PID + SLEEP},
        {"name": "family", "code": _WITH_CHILD + SLEEP},
    ) as run:
        pids = [_pid(run) for _ in range(3)]
        run.until("all ready")
        run.process.kill()
        assert gone_within(5, *pids)


def test_a_crashed_service_is_started_again_after_growing_pauses(tmp_path: Path) -> None:
    with supervised(tmp_path, {"name": "shaky", "code": "import time; time.sleep(0.2); exit(3)"}) as run:
        said = [run.until("starting it again") for _ in range(3)]
    assert said == [
        f"shaky | ended with exit code 3; starting it again in {pause} s" for pause in ("0.05", "0.1", "0.2")
    ]


def test_the_others_go_on_while_one_is_started_again(tmp_path: Path) -> None:
    with supervised(
        tmp_path,
        {"name": "steady", "code": _SAY_PID + SLEEP},
        {"name": "killed", "code": _SAY_PID + SLEEP},
    ) as run:
        pids = {line.split()[0]: int(line.split()[-1]) for line in (run.until("pid"), run.until("pid"))}
        run.until("all ready")
        subprocess.run(["kill", "-9", str(pids["killed"])], check=True)
        assert "was ended by SIGKILL" in run.until("starting it again")
        assert run.until("pid").startswith("killed")
        assert alive(pids["steady"])


def test_a_service_that_never_gets_ready_ends_the_run_with_its_last_lines(tmp_path: Path) -> None:
    broken = "print('no such table'); raise SystemExit(4)"
    with supervised(
        tmp_path,
        {"name": "good", "code": SLEEP},
        {"name": "broken", "code": broken, "ready": "never"},
        {"name": "waiting", "code": SLEEP, "after": ["broken"]},
    ) as run:
        lines = run.end()
    assert run.process.returncode == 1
    assert "good    | stopped" in lines
    assert lines[-2:] == [
        "error: broken ended with exit code 4 before it was ready, 3 times in a row; its last lines:",
        "  no such table",
    ]


def test_a_failed_one_time_service_ends_the_run_at_once(tmp_path: Path) -> None:
    with supervised(tmp_path, {"name": "migrations", "code": "exit('cannot')", "once": True}) as run:
        lines = run.end()
    assert lines[-2:] == [
        "error: migrations ended with exit code 1 before it was ready; its last lines:",
        "  cannot",
    ]


def test_a_service_deaf_to_the_request_is_killed_after_its_grace_with_its_group(tmp_path: Path) -> None:
    code = _DEAF + _WITH_CHILD + SLEEP
    with supervised(tmp_path, {"name": "deaf", "code": code, "grace": 0.3}) as run:
        child = _pid(run)
        run.until("all ready")
        run.process.terminate()
        lines = run.end()
    assert "deaf | not stopped within 0.3 s: killed" in lines
    assert gone_within(1, child)


def test_a_second_signal_does_not_wait_for_the_grace(tmp_path: Path) -> None:
    with supervised(tmp_path, {"name": "deaf", "code": _DEAF + _SAY_PID + SLEEP, "grace": 60}) as run:
        _pid(run)
        run.until("all ready")
        run.process.terminate()
        run.until("Stopping")
        run.process.terminate()
        assert run.end()[-1] == "deaf | stopped"


def test_children_hear_the_interrupt_even_when_the_shell_had_it_ignored(tmp_path: Path) -> None:
    ignoring = ("sh", "-c", 'trap "" INT; exec "$@"', "sh")
    plan = {"name": "listener", "code": _SAY_PID + SLEEP, "stop": "SIGINT", "grace": 60}
    with supervised(tmp_path, plan, prefix=ignoring) as run:
        _pid(run)
        run.until("all ready")
        run.process.send_signal(signal.SIGINT)
        assert run.end()[-1] == "listener | stopped"


def _pid(run: Supervised) -> int:
    return int(run.until("pid").split()[-1])
