"""A database of its own for a test, copied from one with the newest schema."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import uuid4

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import make_url

from serving.db.upgrade import upgrade_schema


@contextmanager
def database(server_url: str, template: str = "template0") -> Iterator[str]:
    """The URL of a new database on the server; it is dropped afterwards, whoever is connected."""
    name = f"test_{uuid4().hex}"
    create = sql.SQL("create database {} template {}").format(sql.Identifier(name), sql.Identifier(template))
    drop = sql.SQL("drop database {} with (force)").format(sql.Identifier(name))
    with psycopg.connect(server_url, autocommit=True) as server:
        server.execute(create)
    try:
        yield make_url(server_url).set(database=name).render_as_string(hide_password=False)
    finally:
        with psycopg.connect(server_url, autocommit=True) as server:
            _until_vacuum_lets_go(lambda: server.execute(drop))


def _until_vacuum_lets_go(drop: Callable[[], object]) -> None:
    """An autovacuum worker in the database is not its owner's to end, but is gone in a moment."""
    for _ in range(100):
        try:
            drop()
        except psycopg.errors.InsufficientPrivilege:
            time.sleep(0.1)
        else:
            return
    drop()


@contextmanager
def upgraded_template(server_url: str) -> Iterator[str]:
    """The name of a database that can be copied in a tenth of the time of a migration."""
    with database(server_url) as url:
        upgrade_schema(url)
        yield str(conninfo_to_dict(url)["dbname"])
