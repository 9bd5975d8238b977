"""The server of a client, which webhooks call."""

import asyncio
import hmac
import json
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from ssl import SSLContext
from typing import Any


@dataclass(frozen=True, slots=True)
class Call:
    line: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def told(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.body)
        return told

    def is_signed_with(self, secret: str) -> bool:
        """As the description of the API says."""
        signed = self.headers["webhook-timestamp"].encode() + b"." + self.body
        expected = "sha256=" + hmac.new(secret.encode(), signed, sha256).hexdigest()
        return hmac.compare_digest(expected, self.headers["webhook-signature"])


@dataclass
class Receiver:
    """`answers`: of the calls in their order, the last one for all that follow; none is never given."""

    answers: list[bytes | None] = field(default_factory=lambda: [answer(204)])
    calls: list[Call] = field(default_factory=list)
    connections: int = 0
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"

    async def serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        self.connections += 1
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode().splitlines()
            headers = {
                name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)
            }
            body = await reader.readexactly(int(headers["content-length"]))
            said = self.answers[min(len(self.calls), len(self.answers) - 1)]
            self.calls.append(Call(head[0], headers, body))
            if said is None:
                await reader.read()  # until the caller hangs up
            else:
                writer.write(said)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            return
        finally:
            writer.close()


def answer(status: int, *headers: str, body: bytes = b"") -> bytes:
    head = [f"HTTP/1.1 {status} Said", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(head).encode() + body


@asynccontextmanager
async def receiver(*answers: bytes | None, tls: SSLContext | None = None) -> AsyncIterator[Receiver]:
    found = Receiver(list(answers)) if answers else Receiver()
    server = await asyncio.start_server(found.serve, "127.0.0.1", 0, ssl=tls)
    found.port = server.sockets[0].getsockname()[1]
    async with server:
        yield found
