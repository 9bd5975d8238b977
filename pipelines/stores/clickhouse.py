"""ClickHouse over HTTP."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import IO, cast
from urllib.parse import unquote, urlsplit

import clickhouse_connect
import numpy as np
from clickhouse_connect.driver.client import Client
from clickhouse_connect.driver.exceptions import ClickHouseError, OperationalError
from numpy.typing import NDArray

from pipelines.stores.addresses import StoreError, host_and_port
from pipelines.stores.windows import Blocks

SETTINGS = {"async_insert": 0, "mutations_sync": 1, "join_use_nulls": 1, "wait_end_of_query": 1}
"""Servers differ in these defaults, so they are always said."""

BLOCK = 1 << 20

Parameters = Mapping[str, str | int | float | list[str] | list[int]]


class WarehouseError(StoreError):
    """ClickHouse does not answer or refuses a statement."""


_IDLE: defaultdict[str, list[Client]] = defaultdict(list)
"""By address: making one asks the server for each of its thousand settings."""


@contextmanager
def warehouse(url: str) -> Iterator["Warehouse"]:
    """A client of `http(s)://user:password@host:port`. Raises WarehouseError."""
    place = host_and_port(url, 8123)
    with _translated(place):
        client = _idle_client(url) or _client(url)
    try:
        yield Warehouse(client, place)
    except BaseException:
        client.close()
        raise
    _IDLE[url].append(client)


class Warehouse:
    """One client; not to be shared between threads. Every method raises WarehouseError."""

    def __init__(self, client: Client, place: str) -> None:
        self._client = client
        self._place = place

    def execute(self, statement: str, parameters: Parameters | None = None) -> None:
        with _translated(self._place):
            self._client.command(statement, parameters=dict(parameters or {}))

    def rows(self, query: str, parameters: Parameters | None = None) -> Sequence[Sequence[object]]:
        with _translated(self._place):
            return self._client.query(query, parameters=dict(parameters or {})).result_rows

    def records(self, query: str, parameters: Parameters | None = None) -> NDArray[np.void]:
        """Numbers of different types, by the names of their columns: a tenth of the memory of `rows`."""
        with _translated(self._place):
            found: NDArray[np.void] = self._client.query_np(query, parameters=dict(parameters or {}))
        return found

    def number(self, query: str, parameters: Parameters | None = None) -> int:
        """The first column of the first row."""
        value = self.rows(query, parameters)[0][0]
        if not isinstance(value, int):
            raise TypeError(f"{query} gave {value!r} where a whole number was asked")
        return value

    def text(self, query: str) -> Iterator[bytes]:
        """TabSeparated text in pieces cut anywhere, as it comes: whether it came whole is not checked."""
        with _translated(self._place):
            answer = self._client.raw_stream(query, fmt="TabSeparated", settings={"wait_end_of_query": 0})
            with closing(cast("IO[bytes]", answer)) as stream:
                while block := stream.read(BLOCK):
                    yield block

    def insert(self, table: str, columns: Sequence[str], blocks: Blocks) -> None:
        """Streams TabSeparated text; an exception from `blocks` breaks the request off and passes through.

        Closes `blocks` in any case: psycopg deadlocks when a COPY that was left open is freed later.
        """
        with closing(blocks), _translated(self._place):
            self._client.raw_insert(table, list(columns), blocks, fmt="TabSeparated")


def _idle_client(url: str) -> Client | None:
    try:
        return _IDLE[url].pop()
    except IndexError:
        return None


def _client(url: str) -> Client:
    parts = urlsplit(url)
    return clickhouse_connect.get_client(
        interface=parts.scheme,
        host=parts.hostname or "localhost",
        port=parts.port or 8123,
        username=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password or ""),
        autogenerate_session_id=False,
        settings=dict(SETTINGS),
        query_retries=0,
    )


@contextmanager
def _translated(place: str) -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        raise WarehouseError(f"ClickHouse at {place} does not answer; check APO_CLICKHOUSE_URL.") from error
    except (ClickHouseError, ConnectionError, TimeoutError) as error:
        raise WarehouseError(f"ClickHouse at {place} refused: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:400]
