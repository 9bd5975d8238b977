import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipelines.local import account
from pipelines.local.account import Account, acting_as, server_account
from pipelines.local.errors import LocalError
from pipelines.local.ports import free_port
from pipelines.local.postgres import Cluster, open_cluster
from tests.pipelines.local.clusters import MAKE, copy_of, started

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root may act as another account")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    return open_cluster(tmp_path_factory.mktemp("home") / "postgres")


def test_in_a_closed_directory_the_server_may_pass_through_and_nothing_else(
    cluster: Cluster, tmp_path: Path
) -> None:
    tmp_path.chmod(0o700)
    copy = copy_of(cluster, tmp_path / "postgres")
    with started(copy):
        status = _status_of(copy)
    assert int(status["Uid"].split()[0]) == copy.data.stat().st_uid != 0
    assert int(status["CapEff"], 16) in {1 << 1, 1 << 2}


def test_in_an_open_directory_the_server_has_no_rights_at_all(cluster: Cluster) -> None:
    with _open_directory(owner=0) as directory:
        copy = copy_of(cluster, directory / "postgres")
        with started(copy):
            assert int(_status_of(copy)["CapEff"], 16) == 0


def test_a_closed_directory_is_named_when_there_is_no_right_to_give(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(account, "_SEARCH_CAPABILITIES", {})
    tmp_path.chmod(0o700)
    (tmp_path / "home").mkdir()
    other = server_account(tmp_path / "home" / "data")
    assert other is not None
    with pytest.raises(LocalError, match=r"may not pass through /.*: run `chmod o\+x /"):
        acting_as(other, signal.SIGKILL, [tmp_path / "home" / "data"])


def test_an_ordinary_account_needs_nothing_special() -> None:
    entry = pwd.getpwnam("nobody")
    nobody = Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    python = Path(sys.executable)
    script = (
        f"{MAKE}; from pipelines.local.background import running; import psycopg;"
        "c = open_cluster(pathlib.Path(sys.argv[1])); p = int(sys.argv[2]);"
        "context = running([c.service(p)], pathlib.Path(sys.argv[1]) / 'logs', ()); context.__enter__();"
        "print(psycopg.connect(c.url(p)).execute('SELECT 1').fetchone()); context.__exit__(None, None, None)"
    )
    with _open_directory(owner=nobody.uid) as directory:
        argv = [str(python), "-c", script, str(directory / "postgres"), str(free_port())]
        as_nobody = acting_as(nobody, signal.SIGKILL, [python.resolve(), Path(account.__file__)])
        result = subprocess.run([*as_nobody, *argv], cwd="/", capture_output=True, text=True)
        owners = {path.owner() for path in (directory / "postgres").iterdir()}
    assert (result.stdout, result.stderr) == ("(1,)\n", "")
    assert owners == {"nobody"}


def _status_of(cluster: Cluster) -> dict[str, str]:
    server = (cluster.data / "postmaster.pid").read_text().split()[0]
    lines = Path(f"/proc/{server}/status").read_text().splitlines()
    return dict(line.split(":\t", 1) for line in lines if ":\t" in line)


@contextmanager
def _open_directory(owner: int) -> Iterator[Path]:
    directory = Path(tempfile.mkdtemp(prefix="apo-", dir="/tmp"))
    try:
        directory.chmod(0o755)
        os.chown(directory, owner, -1)
        yield directory
    finally:
        shutil.rmtree(directory)
