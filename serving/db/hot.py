"""Statements that are asked for at every draw and answer: compiled once, and sent by the driver itself.

Executed by SQLAlchemy they cost three times the processor time. The transaction is SQLAlchemy's all the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from psycopg import AsyncConnection as DriverConnection
from psycopg.rows import namedtuple_row
from psycopg.types.json import Jsonb
from psycopg.types.numeric import Int8
from sqlalchemy import TextClause
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.db.lazy_connection import LazyConnection


@dataclass(frozen=True, slots=True)
class Hot:
    """`documents`: parameters that are JSON. `whole`: it is a transaction by itself where none has begun."""

    sql: str
    documents: tuple[str, ...]
    whole: bool

    @classmethod
    def of(cls, statement: TextClause, *, whole: bool = False) -> Self:
        compiled = statement.compile(dialect=PGDialect_psycopg())  # type: ignore[no-untyped-call]
        documents = [name for name, bound in compiled.binds.items() if isinstance(bound.type, JSONB)]
        return cls(str(compiled), tuple(documents), whole)

    async def row(self, connection: AsyncConnection, values: Mapping[str, object]) -> Any:
        """The first row, with attributes, or None."""
        return next(iter(await self.rows(connection, values)), None)

    async def rows(self, connection: AsyncConnection, values: Mapping[str, object]) -> Any:
        """A list; their values are attributes."""
        if isinstance(connection, LazyConnection) and not connection.started:
            if self.whole:
                async with connection.alone.connection() as driver:
                    return await self._fetch(driver, values)
            await connection.start()
        sync = connection.sync_connection
        assert sync is not None
        if not sync.in_transaction():
            sync.begin()  # sends nothing: the driver begins with its first statement
        return await self._fetch(sync.connection.driver_connection, values)

    async def _fetch(self, driver: DriverConnection | Any, values: Mapping[str, object]) -> Any:
        given = {name: wide(value) for name, value in values.items()}
        given |= {name: Jsonb(values[name]) for name in self.documents}
        async with driver.cursor(row_factory=namedtuple_row) as cursor:
            await cursor.execute(self.sql, given, prepare=True)
            return await cursor.fetchall()


def wide(value: object) -> object:
    """Numbers of one width: the driver would prepare the statement anew for each."""
    if type(value) is int:
        return Int8(value)
    return [wide(each) for each in value] if isinstance(value, list) else value
