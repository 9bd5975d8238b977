"""One transaction of one connection."""

from dataclasses import dataclass

from psycopg import OperationalError as DriverOperationalError
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from serving.db.urls import sqlalchemy_url

OUTAGES = (OperationalError, InterfaceError, PoolTimeoutError, DriverOperationalError, ConnectionError)
"""What is raised when the database does not answer."""


def create_engine(postgres_url: str) -> AsyncEngine:
    """Broken connections are replaced on checkout; a server that is away is noticed in seconds."""
    return create_async_engine(
        sqlalchemy_url(postgres_url),
        pool_size=10,
        max_overflow=10,
        pool_timeout=5,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"connect_timeout": 3, "application_name": "apo serving"},
    )


@dataclass(frozen=True, slots=True)
class Transaction:
    connection: AsyncConnection

    async def commit(self) -> None:
        await self.connection.commit()
