"""The one spelling of a PostgreSQL address that SQLAlchemy takes."""

from sqlalchemy import URL, make_url


def sqlalchemy_url(postgres_url: str) -> URL:
    """`postgresql://…` for psycopg 3, synchronous and asynchronous alike."""
    return make_url(postgres_url).set(drivername="postgresql+psycopg")
