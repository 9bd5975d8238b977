"""Ports of this machine: taken ones are found before anything starts."""

import random
import socket
from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.local.errors import LocalError

LOOPBACK = "127.0.0.1"
# Below the range the kernel gives to outgoing connections, so that none of those takes a port between
# the moment it is chosen and the moment its server listens.
_FREE = range(20_000, 32_000)
_draw = random.SystemRandom()


@dataclass(frozen=True, slots=True)
class Port:
    number: int
    purpose: str
    variable: str


def refuse_taken(ports: Iterable[Port]) -> None:
    """Raises LocalError for the first port another program listens on, or that two purposes share."""
    purposes: dict[int, Port] = {}
    for port in ports:
        if port.number in purposes:
            other = purposes[port.number]
            raise LocalError(
                f"Port {port.number} is asked for by both {other.purpose} and {port.purpose}: "
                f"change {other.variable} or {port.variable}."
            )
        purposes[port.number] = port
        if not _free(port.number):
            raise LocalError(
                f"Port {port.number}, needed for {port.purpose}, is in use by another program: "
                f"stop it or set {port.variable} to a free port."
            )


def free_port() -> int:
    for _ in range(200):
        number = _draw.choice(_FREE)
        if _free(number):
            return number
    raise LocalError(f"No free port found between {_FREE.start} and {_FREE.stop}: stop some programs.")


def _free(number: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, number))
        except OSError:
            return False
    return True
