"""What is installed is pinned by name, version and hash, and by nothing that names a place."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
RUNS = PROJECT["project"]["dependencies"]
EMBEDDED = PROJECT["project"]["optional-dependencies"]["embedded"]
WANTED = RUNS + EMBEDDED + PROJECT["dependency-groups"]["dev"]
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


def installed_with(requirements: Sequence[str]) -> set[str]:
    """Names of the packages that these bring along here."""
    found: set[tuple[str, str]] = set()
    left = [
        (canonical(wanted.name), extra)
        for wanted in map(Requirement, requirements)
        for extra in ("", *wanted.extras)
    ]
    while left:
        name, extra = left.pop()
        if (name, extra) in found:
            continue
        found.add((name, extra))
        try:
            needed = [Requirement(text) for text in requires(name) or ()]
        except PackageNotFoundError:
            continue
        for each in needed:
            if each.marker is None or each.marker.evaluate({"extra": extra}):
                left += [(canonical(each.name), wanted) for wanted in ("", *each.extras)]
    return {name for name, _ in found}


def imported(package: str) -> Iterator[str]:
    for file in (ROOT / package).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            match node:
                case ast.Import(names=names):
                    yield from (each.name.partition(".")[0] for each in names)
                case ast.ImportFrom(module=str(module), level=0):
                    yield module.partition(".")[0]


def test_the_image_installs_all_that_runs_beside_a_real_clickhouse_and_no_tool_of_tests() -> None:
    image = installed_with(RUNS)
    assert image <= {name for name, _ in PINNED}
    assert not image & {"chdb", "chdb-core", "pytest", "mypy", "ruff", "playwright", "hypothesis", "sqlfluff"}
    holders = packages_distributions()
    modules = {module for package in ("serving", "bot", "pipelines") for module in imported(package)}
    foreign = modules - {"serving", "bot", "pipelines", "chdb"} - sys.stdlib_module_names
    missing = {module for module in foreign if not image & set(map(canonical, holders.get(module, ())))}
    assert missing == set()
