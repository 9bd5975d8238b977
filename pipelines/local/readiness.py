"""Ways to see that a server answers."""

import http.client
import socket
from collections.abc import Callable

import psycopg

from pipelines.local.ports import LOOPBACK


def http_answers(port: int, path: str) -> Callable[[], bool]:
    def ready() -> bool:
        connection = http.client.HTTPConnection(LOOPBACK, port, timeout=2)
        try:
            connection.request("GET", path)
            return connection.getresponse().status == http.HTTPStatus.OK
        except http.client.HTTPException:
            return False
        finally:
            connection.close()

    return ready


def port_answers(port: int) -> Callable[[], bool]:
    def ready() -> bool:
        with socket.create_connection((LOOPBACK, port), timeout=1):
            return True

    return ready


def postgres_answers(url: str) -> Callable[[], bool]:
    def ready() -> bool:
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    return ready
