"""`python -m pipelines.portal --port 8001`: the departments' page on 127.0.0.1, or on --host."""

import argparse
import socket
import sys

import uvicorn

from pipelines.portal.app import create_app, make_parts
from serving.logs import write_logs_as_json
from serving.settings import Settings, SettingsError, read_settings


def main() -> None:
    parser = argparse.ArgumentParser(prog="pipelines.portal", description="The departments' page")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, help="default: APO_PORTAL_PORT")
    options = parser.parse_args()
    try:
        settings = read_settings()
        serve(settings, options.host, options.port or settings.portal_port)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(2) from None


def serve(settings: Settings, host: str, port: int) -> None:
    app = create_app(make_parts(settings))
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        raise SettingsError(
            f"Port {port} is taken ({error.strerror}); set APO_PORTAL_PORT or --port"
        ) from error
    write_logs_as_json("portal", directory=settings.logs)
    config = uvicorn.Config(app, log_config=None, log_level="warning", access_log=False, server_header=False)
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main()
