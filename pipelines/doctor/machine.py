"""Python, settings, ports and the disk."""

import shutil
import sys
from pathlib import Path

from pipelines.doctor.findings import Check, Finding
from pipelines.local.ports import refuse_taken
from pipelines.local.up import ports_of
from serving.settings import Settings

LEAST_PYTHON = (3, 11)
LEAST_FREE = 2 << 30
LEAST_SHARE = 0.05


def checks_of_machine(settings: Settings) -> list[Check]:
    return [
        Check("Python", lambda: python_version(sys.version_info[:3])),
        Check("secret", lambda: secret(settings)),
        Check("disk", lambda: free_space(settings.home)),
        Check("ports", lambda: ports(settings)),
    ]


def python_version(version: tuple[int, ...]) -> Finding:
    known = ".".join(map(str, version))
    return Finding(known, "" if version >= LEAST_PYTHON else "3.11 or newer is needed: see PYTHON= of make")


def secret(settings: Settings) -> Finding:
    if settings.secret_key is None:
        return Finding("APO_SECRET_KEY is not set", "Put 32 random characters or more into .env")
    if settings.previous_secret_key is not None:
        remedy = "Remove APO_PREVIOUS_SECRET_KEY a quarter of an hour after the change"
        return Finding("tokens of the previous key are read, too", remedy)
    return Finding("set")


def free_space(home: Path) -> Finding:
    """Of the disk that holds the home, or will."""
    there = next(path for path in (home.absolute(), *home.absolute().parents) if path.exists())
    usage = shutil.disk_usage(there)
    says = f"{usage.free / (1 << 30):.1f} GiB of {usage.total / (1 << 30):.1f} are free at {there}"
    if usage.free >= max(LEAST_FREE, LEAST_SHARE * usage.total):
        return Finding(says)
    return Finding(says, "Free some, or move APO_HOME: servers refuse to write when the disk is full")


def ports(settings: Settings) -> Finding:
    """Raises LocalError for one that another program has."""
    if (settings.home / "endpoints.json").exists():
        return Finding("`apo up` runs and has them")
    wanted = ports_of(settings)
    refuse_taken(wanted)
    return Finding(f"{', '.join(str(port.number) for port in wanted)} are free")
