"""Signals that ask the supervisor to stop."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_ASKING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def interrupted(first: Callable[[], None], again: Callable[[], None]) -> Iterator[None]:
    """Inside, the first signal calls `first` on the running loop and every later one `again`; none raises."""
    loop, count = asyncio.get_running_loop(), 0

    def asked() -> None:
        nonlocal count
        count += 1
        (first if count == 1 else again)()

    before = {number: signal.getsignal(number) for number in _ASKING}
    for number in _ASKING:
        loop.add_signal_handler(number, asked)
    try:
        yield
    finally:
        for number, handler in before.items():
            loop.remove_signal_handler(number)
            signal.signal(number, handler)
