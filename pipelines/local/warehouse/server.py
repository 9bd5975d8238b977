"""The warehouse process: the engine, its HTTP front, and a clean end."""

import asyncio
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route

from pipelines.local.warehouse.access import Users
from pipelines.local.warehouse.engine import Engine
from pipelines.local.warehouse.errors import WarehouseUnavailable
from pipelines.local.warehouse.front import Front
from pipelines.local.warehouse.sessions import Sessions

HOST = "127.0.0.1"
_MEMORY = 1_500_000_000


def serve(data: Path, port: int, users: Users, memory: int = _MEMORY) -> None:
    """Runs in the foreground until SIGTERM or SIGINT and prints one line when it is ready.

    Ends the process with code 2 and a sentence if the directory or the port is taken.

    Args:
        memory: bytes that all queries together may take.
    """
    try:
        engine = Engine.open(data, memory)
        listener = _listen(port)
    except WarehouseUnavailable as reason:
        sys.stderr.write(f"{reason}\n")
        raise SystemExit(2) from None
    # uvicorn raises the signal again once it has stopped, which must not end the process a second time.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _ignore)
    sys.stdout.write(f"warehouse in {data} is ready on http://{HOST}:{port}\n")
    sys.stdout.flush()
    _Server(engine, _config(app(engine, users))).run(sockets=[listener])


def app(engine: Engine, users: Users) -> Starlette:
    """Owns the engine from here on: closes it when the application stops."""
    sessions = Sessions(engine)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await sessions.close()
        engine.close()

    routes = [Route(path, _alive) for path in ("/ping", "/replicas_status")]
    return Starlette(routes=[*routes, Mount("/", Front(engine, users, sessions))], lifespan=lifespan)


class _Server(uvicorn.Server):
    """Stops running statements before it waits for their requests to end."""

    def __init__(self, engine: Engine, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._engine = engine

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await asyncio.to_thread(self._engine.kill_all)
        await super().shutdown(sockets)


def _listen(port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise WarehouseUnavailable(f"port {port} is not free for the warehouse: {error.strerror}") from None
    return listener


def _config(application: Starlette) -> uvicorn.Config:
    return uvicorn.Config(
        application,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=3,
    )


async def _alive(_: Request) -> PlainTextResponse:
    return PlainTextResponse("Ok.\n")


def _ignore(_number: int, _frame: object) -> None:
    pass
