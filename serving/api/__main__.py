"""`python -m serving.api --port 8000`: the REST API on 127.0.0.1, or on --host."""

import argparse
import socket
import sys

import uvicorn

from serving.api.app import create_app
from serving.logs import write_logs_as_json
from serving.settings import Settings, SettingsError, read_settings


def main() -> None:
    parser = argparse.ArgumentParser(prog="serving.api", description="The REST API of APO trainer")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, help="default: APO_API_PORT")
    options = parser.parse_args()
    try:
        settings = read_settings()
        serve(settings, options.host, options.port or settings.api_port)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(2) from None


def serve(settings: Settings, host: str, port: int) -> None:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        raise SettingsError(f"Port {port} is taken ({error.strerror}); set APO_API_PORT or --port") from error
    write_logs_as_json("api", directory=settings.logs)
    config = uvicorn.Config(
        create_app(settings),
        log_config=None,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=10,
    )
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main()
