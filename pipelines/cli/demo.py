"""`apo demo`: the whole circle, each step with its count and its seconds."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from rich.console import Console
from rich.table import Table

from pipelines.cli.database import upgrade_stores
from pipelines.cli.demo_steps import (
    check_mistakes,
    compare_with_truth,
    draw_by_difficulty,
    load_samples,
    move_answers,
    train,
)
from pipelines.cli.progress import say
from pipelines.local.endpoints import Endpoints
from pipelines.local.services import services
from serving.settings import Settings


@dataclass(slots=True)
class Step:
    title: str
    outcome: str = ""
    seconds: float = 0.0


@dataclass(slots=True)
class Steps:
    done: list[Step] = field(default_factory=list)

    @contextmanager
    def step(self, title: str) -> Iterator[Step]:
        """Set `outcome` of what is yielded; a failed step is the last line of the table."""
        step, begun = Step(title), monotonic()
        self.done.append(step)
        say(f"{title} …")
        try:
            yield step
        except BaseException as error:
            step.outcome = f"FAILED: {error}"
            raise
        finally:
            step.seconds = monotonic() - begun

    def show(self) -> None:
        table = Table("step", "what happened", "seconds", title="APO demo, simulated students")
        table.columns[2].justify = "right"
        for step in self.done:
            table.add_row(step.title, step.outcome, f"{step.seconds:.1f}")
        table.add_section()
        table.add_row("all", "", f"{sum(step.seconds for step in self.done):.1f}")
        Console(width=None if os.isatty(1) else 110).print(table)


def run_demo() -> None:
    """In a temporary directory, whatever stores the settings name. Raises what the failed step raised."""
    steps = Steps()
    os.environ.pop("DAGSTER_HOME", None)
    with TemporaryDirectory(prefix="apo-demo-") as directory:
        settings = Settings(home=Path(directory), postgres_url=None, clickhouse_url=None)
        try:
            with _stores(settings, steps) as endpoints:
                _circle(endpoints, settings.home, steps)
        finally:
            steps.show()


@contextmanager
def _stores(settings: Settings, steps: Steps) -> Iterator[Endpoints]:
    settings.home.chmod(0o755)  # the embedded PostgreSQL runs as another user where we are root
    with ExitStack() as stack:
        with steps.step("PostgreSQL and ClickHouse") as step:
            endpoints = stack.enter_context(services(settings, progress=_quiet, command="apo demo"))
            upgrade_stores(endpoints)
            step.outcome = "started, both schemas made"
        yield endpoints


def _circle(endpoints: Endpoints, home: Path, steps: Steps) -> None:
    with steps.step("Sample banks") as step:
        step.outcome = load_samples(endpoints, home)
    with steps.step("A bank with mistakes") as step:
        step.outcome = check_mistakes()
    with steps.step("Simulated students train over HTTP") as step:
        step.outcome = train(endpoints, home)
    with steps.step("Answers to marts and back") as step:
        step.outcome = move_answers(endpoints, home)
    with steps.step("A question drawn by difficulty") as step:
        step.outcome = draw_by_difficulty(endpoints, home)
    with steps.step("Published facility against the truth") as step:
        step.outcome = compare_with_truth(endpoints)


def _quiet(_: str) -> None:
    """The table says it."""
