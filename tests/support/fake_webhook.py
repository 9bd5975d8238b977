"""How the fake Telegram brings updates to the address of a bot."""

import asyncio
import re
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from itertools import cycle
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession

PORTS = (443, 80, 88, 8443)
SECRET = re.compile("[A-Za-z0-9_-]{0,256}")


@dataclass(frozen=True, slots=True)
class Webhook:
    """`addresses`: of those between whom a balancer shares the updates out."""

    addresses: tuple[str, ...]
    secret: str

    @property
    def address(self) -> str:
        return self.addresses[0]

    async def bring(
        self, updates: deque[dict[str, Any]], came: asyncio.Event, outcomes: Counter[str]
    ) -> None:
        """Each update until it is answered by 200, in their order."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret} if self.secret else {}
        async with ClientSession(headers=headers) as session:
            for address in cycle(self.addresses):
                if not updates:
                    came.clear()
                    await came.wait()
                outcome = await self._post(session, address, updates[0])
                outcomes[f"webhook:{outcome}"] += 1
                if outcome == HTTPStatus.OK:
                    updates.popleft()
                else:
                    await asyncio.sleep(0.2)

    async def _post(self, session: ClientSession, address: str, update: dict[str, Any]) -> int:
        """0 when nobody answers."""
        try:
            async with session.post(address, json=update) as answer:
                return answer.status
        except ClientError:
            return 0


def webhook(url: str, secret: str, proxies: Sequence[str]) -> Webhook | str:
    """The complaint of Telegram when it takes no such address."""
    address = urlsplit(url)
    if address.scheme != "https" or (address.port or 443) not in PORTS:
        return "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
    if not SECRET.fullmatch(secret):
        return "Bad Request: secret token contains illegal characters"
    return Webhook(tuple(f"{proxy}{address.path}" for proxy in proxies), secret)
