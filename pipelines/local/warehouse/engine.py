"""The embedded engine: one data directory, opened once."""

import fcntl
import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from pipelines.local.warehouse.connections import Connection, literal
from pipelines.local.warehouse.errors import ClickHouseError, Code, WarehouseUnavailable, refusal

# Versions and flavours of ClickHouse differ in these; a warehouse that is moved must not change its answers.
_DEFAULTS = {"async_insert": "0", "mutations_sync": "1", "join_use_nulls": "0"}


ROOM = 32 * 1024 * 1024
"""Bytes that must be free before anything is written."""


class Engine:
    """Hands out connections; safe to use from many threads."""

    def __init__(self, data: Path, address: str, resources: ExitStack) -> None:
        self._data = data
        self._address = address
        self._resources = resources
        root = Connection.open(address)
        resources.callback(root.close)
        self.timezone = _words(root, "SELECT timezone()")[0]
        self.table_functions = _words(root, "SELECT name FROM system.table_functions")

    @classmethod
    def open(cls, data: Path, memory: int) -> Self:
        """Raises WarehouseUnavailable when another process owns the directory.

        Args:
            memory: bytes that all queries together may take.
        """
        data.mkdir(parents=True, exist_ok=True)
        with ExitStack() as resources:
            lock = resources.enter_context((data / "owner.lock").open("w"))
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return cls(data, f"{data}?max_server_memory_usage={memory}", resources.pop_all())
            except BlockingIOError:
                raise WarehouseUnavailable(f"warehouse in {data} is already running") from None
            except ClickHouseError as error:
                raise WarehouseUnavailable(f"warehouse in {data} cannot be opened: {error}") from None

    def connect(self, settings: Mapping[str, str], database: str | None, *, readonly: bool) -> Connection:
        """Opens a connection with settings of its own; about 0.3 ms. The caller closes it."""
        connection = Connection.open(self._address)
        try:
            connection.set({**_DEFAULTS, **settings})
            if database:
                connection.use(database)
            if readonly:
                connection.set({"readonly": "1"})
        except ClickHouseError:
            connection.close()
            raise
        return connection

    def demand_room(self) -> None:
        """On a full disk the engine makes a table whose definition is an empty file, and calls it a success.

        Raises NOT_ENOUGH_SPACE.
        """
        free = shutil.disk_usage(self._data).free
        if free < ROOM:
            raise refusal(
                Code.NOT_ENOUGH_SPACE,
                f"{free} bytes are free for the warehouse in {self._data} and {ROOM} are needed: make room",
            )

    def kill(self, query_id: str) -> None:
        """Stops what runs under this id, which travels as `log_comment`: the engine makes its own ids."""
        self._kill(f"Settings['log_comment'] = {literal(query_id)}")

    def kill_all(self) -> None:
        self._kill("true")

    def close(self) -> None:
        self._resources.close()

    def _kill(self, condition: str) -> None:
        connection = Connection.open(self._address)
        try:
            connection.run(f"KILL QUERY WHERE {condition} ASYNC")
        finally:
            connection.close()


def _words(connection: Connection, sql: str) -> list[str]:
    return connection.query(sql, "TSVRaw", {})[0].decode().split()
