"""Sessions: a connection that outlives its requests and serves them one at a time."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

from anyio import to_thread

from pipelines.local.warehouse.borrowing import BorrowedConnection
from pipelines.local.warehouse.connections import Connection
from pipelines.local.warehouse.engine import Engine
from pipelines.local.warehouse.errors import ClickHouseError, Code, refusal
from pipelines.local.warehouse.requests import SessionTerms, Statement


@dataclass(slots=True)
class _Session:
    borrowed: BorrowedConnection | None = None
    busy: bool = True
    expires: float = 0.0


class Sessions:
    """Belongs to one event loop, which is why a flag is lock enough."""

    def __init__(self, engine: Engine, clock: Callable[[], float] = time.monotonic) -> None:
        self._engine = engine
        self._clock = clock
        self._sessions: dict[str, _Session] = {}

    @asynccontextmanager
    async def borrow(self, terms: SessionTerms, statement: Statement) -> AsyncIterator[Connection]:
        """Lends the session's connection, arranged for one statement.

        Raises SESSION_IS_LOCKED while another request has it, SESSION_NOT_FOUND if it had to exist.
        """
        await self._expire()
        session = self._take(terms)
        try:
            if session.borrowed is None:
                session.borrowed = await to_thread.run_sync(self._connect)
            async with _arranged(session.borrowed, statement, partial(self._drop, terms.id)):
                yield session.borrowed.connection
        finally:
            session.busy = False
            session.expires = self._clock() + terms.timeout

    async def close(self) -> None:
        for name in list(self._sessions):
            await self._drop(name)

    def _take(self, terms: SessionTerms) -> _Session:
        session = self._sessions.get(terms.id)
        if session is None:
            if terms.must_exist:
                raise refusal(Code.SESSION_NOT_FOUND, f"Session {terms.id} not found")
            session = self._sessions[terms.id] = _Session()
        elif session.busy:
            raise refusal(Code.SESSION_IS_LOCKED, f"Session {terms.id} is locked by a concurrent client")
        session.busy = True
        return session

    def _connect(self) -> BorrowedConnection:
        connection = self._engine.connect({}, None, readonly=False)
        return BorrowedConnection(connection, connection.database())

    async def _expire(self) -> None:
        now = self._clock()
        for name in [
            name for name, session in self._sessions.items() if not session.busy and session.expires < now
        ]:
            await self._drop(name)

    async def _drop(self, name: str) -> None:
        session = self._sessions.pop(name, None)
        if session is not None and session.borrowed is not None:
            await to_thread.run_sync(session.borrowed.connection.close)


@asynccontextmanager
async def _arranged(
    borrowed: BorrowedConnection, statement: Statement, give_up: Callable[[], Awaitable[None]]
) -> AsyncIterator[None]:
    """Calls `give_up` when the connection cannot be put back as it was."""
    settings = {**statement.settings, "log_comment": statement.query_id}
    put_back = statement.outline.verb == "SET"
    try:
        try:
            await to_thread.run_sync(borrowed.arrange, settings, statement.database)
        except ClickHouseError:
            put_back = True
            raise
        yield
    finally:
        try:
            if put_back:
                await to_thread.run_sync(borrowed.put_back)
            elif statement.outline.verb == "USE":
                await to_thread.run_sync(borrowed.keep_database)
        except ClickHouseError:
            await give_up()
