"""`apo api`: the API as a child process, beside the embedded PostgreSQL where none is given."""

import os
import signal
import subprocess
import sys

from pipelines.cli.progress import say
from pipelines.local.processes import tied_to_us
from pipelines.local.services import Store, services
from serving.settings import Settings, SettingsError


def serve_api(settings: Settings, port: int | None) -> None:
    """Until SIGTERM or Ctrl-C; ends with the exit code of the API."""
    if settings.secret_key is None:
        raise SettingsError("APO_SECRET_KEY is not set; give at least 32 random characters")
    port = port or settings.api_port
    with services(settings, progress=say, stores=[Store.POSTGRES], command="apo api") as endpoints:
        process = subprocess.Popen(  # noqa: S603 our own command line
            [sys.executable, "-m", "serving.api", f"--port={port}"],
            env={**os.environ, "APO_POSTGRES_URL": endpoints.postgres_url},
            preexec_fn=tied_to_us(signal.SIGTERM),
            start_new_session=True,
        )
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: process.terminate())
        say(f"REST API: http://127.0.0.1:{port}/docs")
        raise SystemExit(process.wait())
