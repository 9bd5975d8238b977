"""One transaction of one connection."""

import select
from dataclasses import dataclass

from psycopg import OperationalError as DriverOperationalError
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from serving.db.urls import sqlalchemy_url

OUTAGES = (OperationalError, InterfaceError, PoolTimeoutError, DriverOperationalError, ConnectionError)
"""What is raised when the database does not answer."""


def create_engine(postgres_url: str) -> AsyncEngine:
    """Closed connections are replaced on checkout; a server that is away is noticed in seconds."""
    engine = create_async_engine(
        sqlalchemy_url(postgres_url),
        pool_size=10,
        max_overflow=10,
        pool_timeout=5,
        hide_parameters=True,
        connect_args={"connect_timeout": 3, "application_name": "apo serving"},
    )
    event.listen(engine.sync_engine, "checkout", replace_closed)
    return engine


def replace_closed(connection: DBAPIConnection, *_: object) -> None:
    """An idle connection has something to read only when its server has hung up: a look, not a round trip."""
    looking = select.poll()
    looking.register(connection.driver_connection.fileno(), select.POLLIN)
    if looking.poll(0):
        raise DisconnectionError


@dataclass(frozen=True, slots=True)
class Transaction:
    connection: AsyncConnection

    async def commit(self) -> None:
        await self.connection.commit()
