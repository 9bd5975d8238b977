"""PostgreSQL refuses to run as root: the account it runs under then, and how it reaches its files."""

import os
import pwd
import shutil
import signal
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipelines.local.errors import LocalError

_CANDIDATES = ("pgserver", "postgres", "nobody")
_SEARCH_CAPABILITIES = {"dac_read_search": 2, "dac_override": 1}  # the narrower one first


@dataclass(frozen=True, slots=True)
class Account:
    name: str
    uid: int
    gid: int


def server_account(data: Path) -> Account | None:
    """None: as ourselves. For root, the owner of existing data, else the first account this machine has."""
    if os.geteuid() != 0:
        return None
    if data.exists() and data.stat().st_uid != 0:
        owner = pwd.getpwuid(data.stat().st_uid)
        return Account(owner.pw_name, owner.pw_uid, owner.pw_gid)
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    for name in _CANDIDATES:
        if name in known:
            return Account(name, known[name].pw_uid, known[name].pw_gid)
    raise LocalError(
        f"PostgreSQL does not run as root, and none of {', '.join(_CANDIDATES)} is an account here."
    )


def acting_as(account: Account, death_signal: signal.Signals, paths: Iterable[Path]) -> list[str]:
    """The beginning of a command line that goes on as `account`, still tied to us.

    Under a directory closed to the account (such as /root) the process keeps one capability, to pass through
    closed directories, and no other. Raises LocalError naming the directory when we have none to give.
    """
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise LocalError("As root, PostgreSQL needs the program setpriv (package util-linux): install it.")
    closed = next((found for path in paths if (found := _closed_directory(path, account))), None)
    return [
        setpriv,
        f"--reuid={account.uid}",
        f"--regid={account.gid}",
        "--clear-groups",
        *([] if closed is None else _passing_through(closed, account)),
        f"--pdeathsig={death_signal.name.removeprefix('SIG')}",
        "--",
    ]


def _passing_through(closed: Path, account: Account) -> list[str]:
    only = f"-all,+{_search_capability(closed, account)}"
    return [
        "--securebits=+no_setuid_fixup",  # else access(2), which PostgreSQL asks, ignores capabilities
        f"--bounding-set={only}",
        f"--inh-caps={only}",
        f"--ambient-caps={only}",
    ]


def _closed_directory(path: Path, account: Account) -> Path | None:
    """The topmost parent that the account may not pass through, by its mode."""
    for parent in reversed(path.resolve().parents):
        status = parent.stat()
        if status.st_uid == account.uid:
            needed = stat.S_IXUSR
        elif status.st_gid == account.gid:
            needed = stat.S_IXGRP
        else:
            needed = stat.S_IXOTH
        if not status.st_mode & needed:
            return parent
    return None


def _search_capability(closed: Path, account: Account) -> str:
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    ours = next((int(line.split()[1], 16) for line in lines if line.startswith("CapEff:")), 0)
    for name, bit in _SEARCH_CAPABILITIES.items():
        if ours >> bit & 1:
            return name
    raise LocalError(
        f"PostgreSQL runs as the account {account.name}, which may not pass through {closed}: "
        f"run `chmod o+x {closed}`, or set APO_HOME to a directory it can reach."
    )
