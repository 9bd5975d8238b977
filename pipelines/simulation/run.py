"""A simulation from start to end: an API of its own, on a free port, that marks everybody as simulated."""

import asyncio
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from pipelines.local.background import running
from pipelines.local.ports import LOOPBACK, free_port
from pipelines.local.processes import Service
from pipelines.local.readiness import http_answers
from pipelines.refusal import Refusal
from pipelines.simulation.bank import read_bank
from pipelines.simulation.students import Simulation, simulate


def run_simulation(
    simulation: Simulation, postgres_url: str, logs: Path, progress: Callable[[int], None]
) -> None:
    """Raises Refusal; what was answered before stays, marked as simulated."""
    bank = read_bank(postgres_url, simulation.seed)
    with simulated_api(postgres_url, logs) as address:
        try:
            asyncio.run(simulate(address, bank, simulation, progress))
        except* Refusal as refusals:
            raise refusals.exceptions[0] from None


@contextmanager
def simulated_api(postgres_url: str, logs: Path) -> Iterator[str]:
    port = free_port()
    api = Service(
        name="simulated-api",
        argv=(sys.executable, "-m", "serving.api", f"--port={port}"),
        env={
            "APO_POSTGRES_URL": postgres_url,
            "APO_SECRET_KEY": token_hex(32),
            "APO_SIMULATED_STUDENTS": "true",
        },
        ready=http_answers(port, "/readyz"),
    )
    with running([api], logs, ()):
        yield f"http://{LOOPBACK}:{port}"
