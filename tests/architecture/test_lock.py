"""What is installed is pinned by name, version and hash, and by nothing that names a place."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
WANTED = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]
PINNED = re.findall(r"^([a-z0-9.-]+)(?:\[[a-z,]+\])?==(\S+)", LOCK, re.MULTILINE)


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("requirement", WANTED)
def test_every_dependency_is_in_the_lock(requirement: str) -> None:
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name is not None
    assert canonical(name[0]) in {pinned for pinned, _ in PINNED}


def test_the_lock_names_no_address() -> None:
    assert not re.findall(r"\w+://|^-.*|\s@\s|file:|=/", LOCK, re.MULTILINE)


def test_every_package_is_pinned_once_with_its_hashes() -> None:
    entries = re.split(r"\n(?=[a-z0-9])", LOCK)
    pins = [entry for entry in entries if not entry.startswith("#")]
    assert all("==" in entry.splitlines()[0] and "--hash=sha256:" in entry for entry in pins)
    assert len(pins) == len({name for name, _ in PINNED})
