"""Telling the servers of clients what happened, at least once, each delivery by its constant id."""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncEngine

from serving.core.identity import Clock
from serving.core.webhooks.reach import Reach
from serving.core.webhooks.signing import body_of, headers_of
from serving.db.repositories.webhook_outbox import Claimed, SqlWebhookOutbox
from serving.delivery.channels import LOOK_EVERY, alone
from serving.delivery.webhook_sender import Lookups, Tried, WebhookSender, webhook_client
from serving.webhook_secrets import SealedSecrets, SecretLost

logger = logging.getLogger(__name__)

AT_ONCE = 8
"""Calls whose answer is not there yet, at most."""
LOOKUPS = 4 * AT_ONCE
"""Names that are looked up, with those that nobody waits for any more."""


async def keep_webhooks(engine: AsyncEngine, clock: Clock, reach: Reach, secrets: SealedSecrets) -> None:
    """For ever, as the only one."""
    outbox, threads = SqlWebhookOutbox(engine, clock), ThreadPoolExecutor(LOOKUPS, "lookup")
    async with webhook_client() as client:
        sender = WebhookSender(client, reach, Lookups(threads))
        try:
            await WebhookPost(engine, outbox, sender, secrets, clock).keep_telling()
        finally:
            threads.shutdown(wait=False, cancel_futures=True)


@dataclass(frozen=True, slots=True)
class WebhookPost:
    engine: AsyncEngine
    outbox: SqlWebhookOutbox
    sender: WebhookSender
    secrets: SealedSecrets
    clock: Clock

    async def keep_telling(self) -> None:
        await alone(self.engine, "webhooks", self._telling)

    async def _telling(self) -> None:
        await self.outbox.reseal(self.secrets.sealed_anew)
        async with asyncio.TaskGroup() as group:
            group.create_task(self._spreading())
            group.create_task(self._calling())

    async def _spreading(self) -> None:
        while True:
            while await self.outbox.spread():
                pass
            await self.outbox.give_up()
            await asyncio.sleep(LOOK_EVERY)

    async def _calling(self) -> None:
        """When it is stopped, what is on its way is waited for."""
        places, on_their_way = asyncio.Semaphore(AT_ONCE), set[asyncio.Task[None]]()
        try:
            while True:
                await places.acquire()
                for ended in [task for task in on_their_way if task.done()]:
                    on_their_way.discard(ended)
                    ended.result()
                delivery = await self.outbox.claim()
                if delivery is None:
                    places.release()
                    await asyncio.sleep(LOOK_EVERY)
                    continue
                calling = asyncio.create_task(self._deliver(delivery))
                on_their_way.add(calling)
                calling.add_done_callback(lambda _: places.release())
        finally:
            await asyncio.gather(*on_their_way, return_exceptions=True)

    async def _deliver(self, delivery: Claimed) -> None:
        """A role may have been taken away since it happened."""
        if not delivery.may_be_told:
            await self.outbox.withhold(delivery.id)
            return
        tried = await self._try(delivery)
        if tried.status is not None and tried.arrived:
            await self.outbox.arrived(delivery.id, tried.status)
        else:
            await self.outbox.failed(delivery.id, tried.status, tried.error)

    async def _try(self, delivery: Claimed) -> Tried:
        try:
            secret = self.secrets.open(delivery.url, delivery.sealed_secret)
        except SecretLost:
            return Tried(None, "secret_lost")
        now = int(self.clock().timestamp())
        headers = headers_of(secret, delivery.id, delivery.happened, now)
        try:
            return await self.sender.send(delivery.url, headers, body_of(delivery.id, delivery.happened))
        except Exception as error:
            logger.exception("a webhook broke")
            return Tried(None, type(error).__name__)
