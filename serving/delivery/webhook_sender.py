"""One POST to the server of a client, who may have given us any address."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from ssl import SSLContext

from httpx import URL, AsyncClient, ConnectError, ConnectTimeout, HTTPError, InvalidURL, Limits, Response

from serving.core.webhooks.errors import WebhookUrlRefused
from serving.core.webhooks.reach import Reach

SECONDS = 10.0
"""For everything: looking up the name, connecting, sending, and the first line of the answer."""
PORTS = {"https": 443, "http": 80}

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Tried:
    """`status` is None when there was no answer; then `error` says why."""

    status: int | None
    error: str | None = None

    @property
    def arrived(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


@dataclass(frozen=True, slots=True)
class Lookups:
    """In threads of their own: a name may be looked up for longer than we wait, and others need theirs."""

    threads: ThreadPoolExecutor

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        look_up = partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
        found = await asyncio.get_running_loop().run_in_executor(self.threads, look_up)
        return list(dict.fromkeys(str(address[0]) for *_, address in found))


def webhook_client(*, verify: SSLContext | bool = True) -> AsyncClient:
    """No proxy and no redirect, which would go where nobody has looked. No connection is used again: the
    pool knows them by address, and another name at the same address has another certificate.
    """
    return AsyncClient(
        verify=verify,
        trust_env=False,
        follow_redirects=False,
        timeout=SECONDS,
        limits=Limits(max_keepalive_connections=0),
    )


@dataclass(frozen=True, slots=True)
class WebhookSender:
    client: AsyncClient
    reach: Reach
    resolve: Resolve
    seconds: float = SECONDS

    async def send(self, url: str, headers: Mapping[str, str], body: bytes) -> Tried:
        """To the very addresses that were looked at; of the answer only the status is read."""
        try:
            target = URL(self.reach.checked(url))
            async with asyncio.timeout(self.seconds):
                port = target.port or PORTS[target.scheme]
                addresses = await self.resolve(target.raw_host.decode(), port)
                if not addresses or not all(map(self.reach.allows, addresses)):
                    return Tried(None, "address_refused")
                return Tried((await self._post(target, addresses, headers, body)).status_code)
        except WebhookUrlRefused:
            return Tried(None, "address_refused")
        except (HTTPError, InvalidURL, UnicodeError, OSError) as error:  # TimeoutError is an OSError
            return Tried(None, type(error).__name__)

    async def _post(
        self, target: URL, addresses: Sequence[str], headers: Mapping[str, str], body: bytes
    ) -> Response:
        """By the first address that is there; the certificate is that of the name."""
        given = {**headers, "Host": target.netloc.decode()}
        *before, last = addresses
        for address in before:
            try:
                return await self._post_to(target, address, given, body)
            except (ConnectError, ConnectTimeout):
                continue
        return await self._post_to(target, last, given, body)

    async def _post_to(self, target: URL, address: str, headers: Mapping[str, str], body: bytes) -> Response:
        call = self.client.stream(
            "POST",
            target.copy_with(host=address),
            headers=headers,
            content=body,
            extensions={"sni_hostname": target.raw_host.decode()},
        )
        async with call as response:
            return response
