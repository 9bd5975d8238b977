"""Building and testing the dbt project in this process."""

import os
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from pipelines.stores.addresses import StoreError
from pipelines.stores.dbt_project import PROJECT

if TYPE_CHECKING:
    from dbt.artifacts.schemas.results import NodeResult
    from dbt.contracts.graph.manifest import Manifest

ONE_AT_A_TIME = threading.Lock()
"""dbt keeps the invocation in globals of the process."""

GOOD = ("success", "pass", "warn")


class ModelsError(StoreError):
    """dbt could not run, or a model or test failed; the message holds the first complaint."""


@dataclass(frozen=True, slots=True)
class Built:
    """A model that was built, or a test. `model`: its name, or the one that the test is about."""

    name: str
    model: str
    is_test: bool
    good: bool
    message: str
    seconds: float


def build_models(
    clickhouse_url: str,
    work_directory: Path,
    *,
    select: Collection[str] | None = None,
    stand: Collection[str] = (),
    data_tests: bool = True,
    unit_tests: bool = False,
) -> list[Built]:
    """Every model, or the selected ones, with tests, parents first; what stands on a failure is not good.

    What of the selected `stand` already, as views do, is tested and not made again.

    A test of several models runs when it can be told from those that are built by then. Artifacts and logs go
    to `work_directory`. Raises ModelsError.
    """
    wanted = {"exposure": False, "test": data_tests, "unit_test": unit_tests}
    left_out = [kind for kind, is_wanted in wanted.items() if not is_wanted]
    build = ["build", *(part for kind in left_out for part in ("--exclude-resource-type", kind))]
    if select is not None:
        if not select:
            return []
        chosen = [f"{name},resource_type:test" if name in stand else name for name in sorted(select)]
        build += ["--indirect-selection", "buildable", "--select", *chosen]
    with ONE_AT_A_TIME, _environment(clickhouse_url):
        nodes = _invoke([*build, *_arguments(work_directory)], _manifest(work_directory))
    return [_built(node) for node in nodes]


def _invoke(command: list[str], manifest: "Manifest | None" = None) -> Any:  # of each command its own
    from dbt.cli.main import dbtRunner

    done = dbtRunner(manifest=manifest).invoke(command)
    if done.exception is not None:
        reason = " ".join(str(done.exception).split())[:400]
        raise ModelsError(f"dbt did not run: {reason}") from done.exception
    return done.result


@cache
def _manifest(work_directory: Path) -> "Manifest":
    """Parsed once a process: half of a build's time."""
    return _invoke(["parse", *_arguments(work_directory)])


def _arguments(work_directory: Path) -> list[str]:
    return [
        "--log-level=none",
        "--no-write-json",
        f"--project-dir={PROJECT}",
        f"--profiles-dir={PROJECT}",
        f"--target-path={work_directory / 'target'}",
        f"--log-path={work_directory / 'logs'}",
    ]


@contextmanager
def _environment(clickhouse_url: str) -> Iterator[None]:
    """The variables of `profiles.yml`; dbt hides those named DBT_ENV_SECRET in its logs."""
    url = urlsplit(clickhouse_url)
    variables = {
        "DBT_CLICKHOUSE_HOST": url.hostname or "localhost",
        "DBT_CLICKHOUSE_PORT": str(url.port or 8123),
        "DBT_CLICKHOUSE_SECURE": str(url.scheme == "https"),
        "DBT_CLICKHOUSE_USER": unquote(url.username or "default"),
        "DBT_ENV_SECRET_CLICKHOUSE_PASSWORD": unquote(url.password or ""),
    }
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value


def _built(result: "NodeResult") -> Built:
    node = result.node
    is_test = node.resource_type != "model"
    about = getattr(node, "attached_node", None) or node.depends_on.nodes[-1] if is_test else node.unique_id
    return Built(
        name=node.name,
        model=about.rsplit(".", 1)[-1],
        is_test=is_test,
        good=result.status in GOOD,
        message=" ".join((result.message or "").split()),
        seconds=result.execution_time,
    )
