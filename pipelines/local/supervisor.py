"""Starts services in order, keeps them running, stops them in the reverse order."""

import asyncio
import contextlib
import time
from collections.abc import Callable, Sequence

from pipelines.local.backoff import BackOff
from pipelines.local.child import Child
from pipelines.local.errors import ServiceFailed
from pipelines.local.guard import Guard, guarding
from pipelines.local.interrupts import interrupted
from pipelines.local.processes import Service, how_it_ended, kill_group


class Supervisor:
    """One run on one loop, in the main thread: the services are tied to it, and it takes the signals."""

    def __init__(
        self,
        services: Sequence[Service],
        say: Callable[[str], None],
        pass_fds: Sequence[int] = (),
        back_off: BackOff = BackOff(),
    ) -> None:
        self._services = services
        self._width = max(len(service.name) for service in services)
        self._tell = say
        self._pass_fds = pass_fds
        self._back_off = back_off
        self._stopping = asyncio.Event()
        self._ready = {service.name: asyncio.Event() for service in services}
        self._children: dict[str, Child] = {}

    async def run(self, when_ready: Callable[[], None]) -> None:
        """Until SIGINT, SIGTERM or SIGHUP; a second signal kills what is still stopping.

        Raises ServiceFailed with the last lines of a service that cannot be made to run.
        """
        with guarding(self._pass_fds) as guard, interrupted(self._asked_to_stop, self._kill):
            keepers = [asyncio.create_task(self._keep(service, guard)) for service in self._services]
            for keeper in keepers:
                keeper.add_done_callback(self._stop_on_failure)
            announcing = asyncio.create_task(self._announce(when_ready))
            await self._stopping.wait()
            for event in self._ready.values():  # lets go those who wait for others
                event.set()
            for service in reversed(self._services):
                await self._stop(service)
            await asyncio.gather(announcing, *keepers)

    async def _keep(self, service: Service, guard: Guard) -> None:
        for name in service.after:
            await self._ready[name].wait()
        failures, was_ready = 0, False
        while not self._stopping.is_set():
            started = time.monotonic()
            child = await self._start(service)
            guard.watch(child.process.pid)
            if await child.until_ready():
                was_ready = True
                self._tell_ready(service, time.monotonic() - started)
            code = await child.wait()
            guard.forget(child.process.pid)
            if self._stopping.is_set() or (service.once and code == 0):
                return
            failures = 1 if time.monotonic() - started > self._back_off.calm else failures + 1
            if service.once or (not was_ready and failures >= self._back_off.attempts):
                raise _given_up(child, code, failures)
            pause = self._back_off.pause(failures)
            self._say(service.name, f"{how_it_ended(code)}; starting it again in {pause:g} s")
            await self._pause(pause)

    async def _start(self, service: Service) -> Child:
        def say(line: str) -> None:
            self._say(service.name, line)

        try:
            child = await Child.start(service, say, self._pass_fds)
        except OSError as error:
            raise ServiceFailed(f"{service.name} cannot be started: {error}.") from error
        self._children[service.name] = child
        if self._stopping.is_set():  # its turn to be stopped may be over
            await child.stop()
        return child

    async def _stop(self, service: Service) -> None:
        child = self._children.get(service.name)
        if child is None or child.process.returncode is not None:
            return
        await child.stop()
        self._say(service.name, "stopped")

    async def _announce(self, when_ready: Callable[[], None]) -> None:
        for event in self._ready.values():
            await event.wait()
        if not self._stopping.is_set():
            when_ready()

    async def _pause(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)

    def _tell_ready(self, service: Service, seconds: float) -> None:
        self._ready[service.name].set()
        self._say(service.name, f"{'done' if service.once else 'ready'} after {seconds:.1f} s")

    def _print(self, line: str) -> None:
        """Nobody may be able to read it: a full disk or a closed pipe ends no service."""
        with contextlib.suppress(OSError):
            self._tell(line)

    def _say(self, name: str, line: str) -> None:
        self._print(f"{name:<{self._width}} | {line}")

    def _asked_to_stop(self) -> None:
        self._print("Stopping; once more to stop at once")
        self._stopping.set()

    def _kill(self) -> None:
        for child in self._children.values():
            if child.process.returncode is None:
                kill_group(child.process.pid)

    def _stop_on_failure(self, keeper: asyncio.Task[None]) -> None:
        if not keeper.cancelled() and keeper.exception() is not None:
            self._stopping.set()


def _given_up(child: Child, code: int, attempts: int) -> ServiceFailed:
    times = f", {attempts} times in a row" if attempts > 1 else ""
    lines = "".join(f"\n  {line}" for line in child.last_lines)
    return ServiceFailed(
        f"{child.service.name} {how_it_ended(code)} before it was ready{times}; its last lines:{lines}"
    )
