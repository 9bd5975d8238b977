"""Statements that answer with rows: streamed where the engine can, and stopped when the client leaves."""

import asyncio
import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass
from functools import partial

from anyio import to_thread
from starlette.requests import Request
from starlette.types import Send

from pipelines.local.warehouse.answers import broken_stream, success, success_headers
from pipelines.local.warehouse.connections import Connection, Counts, RowStream
from pipelines.local.warehouse.engine import Engine
from pipelines.local.warehouse.errors import ClickHouseError
from pipelines.local.warehouse.native import FIRST_REVISION, upgrade
from pipelines.local.warehouse.outlines import READING_VERBS
from pipelines.local.warehouse.requests import Statement

# Other formats have a prefix and a suffix, which the engine repeats around every chunk.
_STREAMED = frozenset({"native", "jsoneachrow"})
_KILL_AGAIN_AFTER = 0.2

Finish = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Query:
    """One statement on its connection, with the client that waits for it."""

    engine: Engine
    connection: Connection
    statement: Statement
    request: Request
    send: Send

    async def answer(self) -> Finish:
        """Sends all but the end, which the caller sends once the connection is free again.

        Raises ClickHouseError only while nothing has been sent.
        """
        reads = self.statement.outline.verb in READING_VERBS
        async with self._killed_when_client_leaves() if reads else nullcontext():
            if self.statement.outline.is_rowset and self._shape.lower() in _STREAMED:
                return await self._answer_in_chunks()
            return await self._answer_whole()

    @property
    def _shape(self) -> str:
        return self.statement.outline.output_format or self.statement.format

    async def _answer_whole(self) -> Finish:
        started = time.monotonic_ns()
        statement = self.statement
        body, counts = await to_thread.run_sync(
            self.connection.query, statement.outline.sql, statement.format, statement.params
        )
        headers = self._headers(counts, time.monotonic_ns() - started)
        response = success(await to_thread.run_sync(self._dialect(), body), headers)
        return partial(response, self.request.scope, self.request.receive, self.send)

    async def _answer_in_chunks(self) -> Finish:
        statement = self.statement
        stream = await to_thread.run_sync(
            self.connection.stream, statement.outline.sql, statement.format, statement.params
        )
        try:
            await self._pour(stream)
        finally:
            await to_thread.run_sync(stream.cancel)
        return partial(self._send, b"", more=False)

    async def _pour(self, stream: RowStream) -> None:
        def fetch() -> bytes | None:
            chunk = stream.fetch()
            return None if chunk is None else dialect(chunk)

        dialect = self._dialect()
        chunk = await to_thread.run_sync(fetch)
        tag = secrets.token_hex(8)
        await self._start({**self._headers(Counts(), 0), "X-ClickHouse-Exception-Tag": tag})
        try:
            while chunk is not None:
                await self._send(chunk, more=True)
                chunk = await to_thread.run_sync(fetch)
        except ClickHouseError as error:
            await self._send(broken_stream(error, tag), more=True)

    async def _start(self, headers: dict[str, str]) -> None:
        pairs = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
        await self.send({"type": "http.response.start", "status": 200, "headers": pairs})

    async def _send(self, body: bytes, *, more: bool) -> None:
        await self.send({"type": "http.response.body", "body": body, "more_body": more})

    def _headers(self, counts: Counts, nanoseconds: int) -> dict[str, str]:
        return success_headers(
            self.statement.query_id, self._shape, self.engine.timezone, counts, nanoseconds
        )

    def _dialect(self) -> Callable[[bytes], bytes]:
        newer = self._shape.lower() == "native" and self.statement.revision >= FIRST_REVISION
        return upgrade if newer else bytes

    @asynccontextmanager
    async def _killed_when_client_leaves(self) -> AsyncIterator[None]:
        watcher = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            watcher.cancel()

    async def _watch(self) -> None:
        while (await self.request.receive())["type"] != "http.disconnect":
            pass
        while True:
            # asyncio's own pool: the one that runs statements may be full of those that are to be killed.
            await asyncio.to_thread(self.engine.kill, self.statement.query_id)
            await asyncio.sleep(_KILL_AGAIN_AFTER)
