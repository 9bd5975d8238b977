"""One transaction of one connection."""

import select
from dataclasses import dataclass, field
from typing import NewType

from psycopg import AsyncConnection as DriverConnection
from psycopg import InterfaceError as DriverInterfaceError
from psycopg import OperationalError as DriverOperationalError
from psycopg_pool import AsyncConnectionPool
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from serving.db.lazy_connection import AlonePool
from serving.db.urls import sqlalchemy_url

OneByOne = NewType("OneByOne", AsyncEngine)
"""Each statement is a transaction, and takes one round trip instead of three."""

OUTAGES = (
    OperationalError,
    InterfaceError,
    PoolTimeoutError,
    DriverOperationalError,
    DriverInterfaceError,
    ConnectionError,
)
"""What is raised when the database does not answer."""


KEEPALIVES = {
    "keepalives": 1,
    "keepalives_idle": 30,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
"""A server that vanished without a word is noticed in a quarter of a minute of waiting for it."""

SETTINGS = {
    "connect_timeout": 3,
    "application_name": "apo serving",
    "options": "-c statement_timeout=10s -c idle_in_transaction_session_timeout=60s",
    **KEEPALIVES,
}


def create_engine(postgres_url: str) -> AsyncEngine:
    """Closed connections are replaced on checkout; a server that is away is noticed in seconds."""
    return _engine(postgres_url, pool_size=20, max_overflow=0)


def one_by_one(postgres_url: str) -> OneByOne:
    """Over connections of its own: changing those of others for each statement costs more than it does."""
    return OneByOne(
        _engine(
            postgres_url,
            pool_size=16,
            max_overflow=0,
            isolation_level="AUTOCOMMIT",
            skip_autocommit_rollback=True,
        )
    )


def _engine(postgres_url: str, **chosen: object) -> AsyncEngine:
    """Connections beyond the size of a pool would be opened and closed for a statement each."""
    engine = create_async_engine(
        sqlalchemy_url(postgres_url),
        pool_timeout=5,
        hide_parameters=True,
        connect_args=SETTINGS,
        **chosen,
    )
    event.listen(engine.sync_engine, "checkout", replace_closed)
    return engine


def alone_pool(postgres_url: str) -> AlonePool:
    """To be entered. The driver's own pool: taking a connection from SQLAlchemy's costs ten times as much."""
    return AsyncConnectionPool(
        postgres_url,
        min_size=1,
        max_size=10,
        timeout=3,
        reconnect_timeout=3,
        check=refuse_closed,
        open=False,
        kwargs={"autocommit": True, **SETTINGS},
    )


def replace_closed(connection: DBAPIConnection, *_: object) -> None:
    if _is_closed(connection.driver_connection.fileno()):
        raise DisconnectionError


async def refuse_closed(connection: DriverConnection) -> None:
    """Closed on this side too, or the pool would keep it."""
    if _is_closed(connection.fileno()):
        await connection.close()
        raise DriverOperationalError("the server has hung up")


def _is_closed(descriptor: int) -> bool:
    """An idle connection has something to read only when its server has hung up: a look, not a round trip."""
    looking = select.poll()
    looking.register(descriptor, select.POLLIN)
    return bool(looking.poll(0))


@dataclass(slots=True)
class Transaction:
    """`held`: until the answer to the request is stored in the same transaction, commits wait for it."""

    connection: AsyncConnection
    held: bool = field(default=False, init=False)
    wanted: bool = field(default=False, init=False)

    async def commit(self) -> None:
        if self.held:
            self.wanted = True
        else:
            await self.connection.commit()

    async def roll_back(self) -> None:
        self.wanted = False
        await self.connection.rollback()
