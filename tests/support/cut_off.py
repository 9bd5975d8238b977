"""A way to PostgreSQL that a test can cut and mend."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from sqlalchemy import URL, make_url


@dataclass
class Way:
    target: URL
    port: int = 0
    cut_off: bool = False
    writers: set[asyncio.StreamWriter] = field(default_factory=set)
    carrying: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def url(self) -> str:
        through = self.target.set(host="127.0.0.1", port=self.port)
        return through.render_as_string(hide_password=False)

    def cut(self) -> None:
        self.cut_off = True
        for writer in self.writers:
            writer.transport.abort()

    def mend(self) -> None:
        self.cut_off = False

    def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.carrying.add(asyncio.create_task(self.carry(reader, writer)))

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.cut_off:
            writer.transport.abort()
            return
        back, forth = await asyncio.open_connection(self.target.host, self.target.port or 5432)
        self.writers |= {writer, forth}
        await asyncio.gather(copied(reader, forth), copied(back, writer))
        self.writers -= {writer, forth}


async def copied(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.close()


@asynccontextmanager
async def way_to(postgres_url: str) -> AsyncIterator[Way]:
    way = Way(make_url(postgres_url))
    server = await asyncio.start_server(way.accept, "127.0.0.1")
    way.port = server.sockets[0].getsockname()[1]
    yield way
    server.close()
    await server.wait_closed()
    way.cut()
    await asyncio.gather(*way.carrying, return_exceptions=True)
