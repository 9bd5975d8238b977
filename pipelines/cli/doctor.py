"""`apo doctor`."""

from itertools import chain

import typer

from pipelines.cli.progress import say
from pipelines.doctor.findings import examined, told
from pipelines.doctor.machine import checks_of_machine
from pipelines.doctor.stores import checks_of_stores
from pipelines.local.services import services
from serving.settings import Settings


def run_doctor(settings: Settings) -> int:
    """How many things are wrong."""
    bad = 0
    machine = list(examined(checks_of_machine(settings)))
    with services(settings, progress=say, command="apo doctor") as stores:
        for name, finding in chain(machine, examined(checks_of_stores(stores))):
            typer.echo(told(name, finding))
            bad += not finding.good
    return bad
