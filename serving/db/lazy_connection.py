"""The connection of a request: taken with its first statement, and not at all by those that need none."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from psycopg import AsyncConnection as DriverConnection
from psycopg_pool import AsyncConnectionPool
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

AlonePool = AsyncConnectionPool[DriverConnection]
"""Connections on which each statement is a transaction by itself."""


class LazyConnection(AsyncConnection):
    """`alone`: for a statement that is a whole deed, as long as no transaction has begun."""

    __slots__ = ("alone",)

    def __init__(self, engine: AsyncEngine, alone: AlonePool) -> None:
        super().__init__(engine)
        self.alone = alone

    @property
    def started(self) -> bool:
        return self.sync_connection is not None

    async def execute(self, *arguments: Any, **options: Any) -> Any:
        await self._take()
        return await super().execute(*arguments, **options)

    async def execution_options(self, **options: Any) -> AsyncConnection:
        await self._take()
        return await super().execution_options(**options)

    def in_transaction(self) -> bool:
        return self.started and super().in_transaction()

    @property
    def closed(self) -> bool:
        return self.started and super().closed

    async def commit(self) -> None:
        if self.started:
            await super().commit()

    async def rollback(self) -> None:
        if self.started:
            await super().rollback()

    async def close(self) -> None:
        if self.started:
            await super().close()

    async def _take(self) -> None:
        if not self.started:
            await self.start()


@asynccontextmanager
async def lazy_connection(engine: AsyncEngine, alone: AlonePool) -> AsyncIterator[AsyncConnection]:
    connection = LazyConnection(engine, alone)
    try:
        yield connection
    finally:
        await connection.close()
