"""A part with a port of its own as a child process, beside the embedded PostgreSQL where none is given."""

import os
import signal
import subprocess
import sys
from dataclasses import dataclass

from pipelines.cli.progress import say
from pipelines.local.processes import tied_to_us
from pipelines.local.services import Store, services
from serving.settings import Settings, SettingsError


@dataclass(frozen=True, slots=True)
class Part:
    """`address` is what a person opens, with `{port}`."""

    title: str
    command: str
    module: str
    address: str


API = Part("REST API", "apo api", "serving.api", "http://127.0.0.1:{port}/docs")
PORTAL = Part("Departments' page", "apo portal", "pipelines.portal", "http://127.0.0.1:{port}")


def serve_part(part: Part, settings: Settings, port: int) -> None:
    """Until SIGTERM or Ctrl-C; ends with the exit code of the part."""
    if settings.secret_key is None:
        raise SettingsError("APO_SECRET_KEY is not set; give at least 32 random characters")
    with services(settings, progress=say, stores=[Store.POSTGRES], command=part.command) as endpoints:
        process = subprocess.Popen(  # noqa: S603 our own command line
            [sys.executable, "-m", part.module, f"--port={port}"],
            env={**os.environ, "APO_POSTGRES_URL": endpoints.postgres_url},
            preexec_fn=tied_to_us(signal.SIGTERM),
            start_new_session=True,
        )
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: process.terminate())
        say(f"{part.title}: {part.address.format(port=port)}")
        raise SystemExit(process.wait())
