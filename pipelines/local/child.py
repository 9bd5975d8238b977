"""One process of one service under the supervisor."""

import asyncio
import os
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Self

from pipelines.local.processes import Service, kill_group, tied_to_us

_LONGEST_LINE = 1 << 20
_LAST_LINES = 15
_STEP = 0.05


@dataclass(slots=True)
class Child:
    """Its lines go to `say` as they come; the last of them are kept for the one who asks why it ended."""

    service: Service
    process: asyncio.subprocess.Process
    say: Callable[[str], None]
    last_lines: deque[str] = field(default_factory=lambda: deque(maxlen=_LAST_LINES))
    _reading: asyncio.Task[None] | None = None

    @classmethod
    async def start(cls, service: Service, say: Callable[[str], None], pass_fds: Sequence[int]) -> Self:
        """Call it on the thread that outlives the child. Raises OSError when there is no such program."""
        # A pipe of ours: asyncio's own would keep wait() from returning while a grandchild holds it open.
        reading, writing = os.pipe()
        try:
            process = await asyncio.create_subprocess_exec(
                *service.argv,
                env=service.environment(),
                cwd=service.directory,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=writing,
                stderr=writing,
                pass_fds=pass_fds,
                start_new_session=True,
                preexec_fn=tied_to_us(service.death_signal),
            )
        except OSError:
            os.close(reading)
            raise
        finally:
            os.close(writing)
        child = cls(service, process, say)
        child._reading = asyncio.create_task(child._read(reading))
        return child

    async def until_ready(self) -> bool:
        """False when it has ended, or has been ended for not being ready in time."""
        if self.service.once:
            return await self.wait() == 0
        deadline = time.monotonic() + self.service.ready_within
        while self.process.returncode is None:
            if await asyncio.to_thread(self._answers):
                return self.process.returncode is None
            if time.monotonic() > deadline:
                self.last_lines.append(f"not ready within {self.service.ready_within:g} s")
                await self.stop()
            await asyncio.sleep(_STEP)
        return False

    async def wait(self) -> int:
        """The exit code, when the process has ended, the rest of its group is gone and its lines are read."""
        code = await self.process.wait()
        kill_group(self.process.pid)
        if self._reading is not None:
            await asyncio.wait([self._reading], timeout=1)
        return code

    async def stop(self) -> None:
        """Asks, waits for the grace of the service, then kills its group."""
        if self.process.returncode is None:
            self.process.send_signal(self.service.stop)
            try:
                await asyncio.wait_for(self.process.wait(), self.service.grace)
            except TimeoutError:
                self.say(f"not stopped within {self.service.grace:g} s: killed")
        kill_group(self.process.pid)
        await self.wait()

    def _answers(self) -> bool:
        try:
            return self.service.ready()
        except OSError:
            return False

    async def _read(self, descriptor: int) -> None:
        reader = asyncio.StreamReader(limit=_LONGEST_LINE)
        protocol = asyncio.StreamReaderProtocol(reader)
        transport, _ = await asyncio.get_running_loop().connect_read_pipe(
            lambda: protocol, os.fdopen(descriptor, "rb", buffering=0)
        )
        try:
            while line := await _line(reader):
                text = line.decode(errors="replace").rstrip()
                self.last_lines.append(text)
                self.say(text)
        finally:
            transport.close()


async def _line(reader: asyncio.StreamReader) -> bytes:
    """Empty at the end; a line over the limit is dropped, for there is nobody who could read it."""
    while True:
        try:
            return await reader.readline()
        except ValueError:
            continue
