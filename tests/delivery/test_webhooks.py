"""Telling the servers of clients, over a real database and a real server that may be down."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta

import psycopg
import pytest
from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.core.webhooks.reach import Reach
from serving.core.webhooks.webhooks import WebhookId
from serving.db.repositories.webhook_outbox import SqlWebhookOutbox
from serving.db.repositories.webhooks import SqlWebhooks
from serving.delivery.webhook_sender import WebhookSender, webhook_client
from serving.delivery.webhooks import WebhookPost
from serving.sealing import Sealing
from serving.webhook_secrets import PURPOSE, SealedSecrets
from tests.delivery.test_channels import until
from tests.support.fakes import FakeClock
from tests.support.listeners import OPENED, SECRETS, deliveries, happens, listens, owner
from tests.support.receivers import answer, receiver

pytestmark = pytest.mark.anyio

FINISHED = "contest.finished"


async def here(host: str, port: int) -> Sequence[str]:
    return [host]


@asynccontextmanager
async def telling(
    engine: AsyncEngine, clock: FakeClock, secrets: SealedSecrets = SECRETS
) -> AsyncIterator[None]:
    async with webhook_client() as client:
        sender = WebhookSender(client, Reach(local=True), here)
        post = WebhookPost(engine, SqlWebhookOutbox(engine, clock), sender, secrets, clock)
        task = asyncio.create_task(post.keep_telling())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def test_it_is_told_signed_and_again_until_it_is_taken_by_the_same_id(
    engine: AsyncEngine, database: psycopg.Connection
) -> None:
    clock = FakeClock()
    async with receiver(answer(500), answer(204)) as client, telling(engine, clock):
        webhook = listens(database, client.url, FINISHED, by=owner(database))
        happens(database, contest_id=3, title="Кубок")
        await until(lambda: deliveries(database) == [(webhook, FINISHED, "waiting", 1, 500, None)])
        clock.passes(seconds=31)
        await until(lambda: deliveries(database) == [(webhook, FINISHED, "delivered", 2, 204, None)])
    first, second = client.calls
    assert first.line == second.line == "POST /hook HTTP/1.1"
    assert first.told == second.told
    assert first.told["facts"] == {"contest_id": 3, "title": "Кубок"}
    assert first.headers["webhook-id"] == second.headers["webhook-id"] == str(first.told["id"])
    assert first.is_signed_with(OPENED)
    assert second.is_signed_with(OPENED)
    moments = [int(call.headers["webhook-timestamp"]) for call in client.calls]
    assert moments == [int(clock().timestamp()) - 31, int(clock().timestamp())]


async def test_pauses_grow_for_a_day_and_a_replay_begins_anew(
    engine: AsyncEngine, database: psycopg.Connection
) -> None:
    """30 s, twice as much each time, never more than 2 h."""
    clock = FakeClock()
    outbox, began = SqlWebhookOutbox(engine, clock), clock()
    webhook = WebhookId(listens(database, "https://client.example/", FINISHED, by=owner(database)))
    happens(database)
    assert await outbox.spread()
    tries = [0, 30, 90, 210, 450, 930, 1890, 3810, 7650, *(7650 + 7200 * more for more in range(1, 11))]
    for seconds in tries:
        clock.now = began + timedelta(seconds=seconds - 1)
        await outbox.give_up()
        assert await outbox.claim() is None
        clock.passes(seconds=1)
        claimed = await outbox.claim()
        assert claimed is not None
        await outbox.failed(claimed.id, None, "ConnectError")
    clock.now = began + timedelta(hours=24)
    await outbox.give_up()
    clock.passes(days=1)
    assert await outbox.claim() is None
    assert deliveries(database) == [(webhook, FINISHED, "given_up", 19, None, "ConnectError")]
    async with engine.begin() as connection:
        [given_up] = await SqlWebhooks(connection).deliveries(webhook, None, 10)
        await SqlWebhooks(connection).try_again(given_up.id, clock())
    again = await outbox.claim()
    assert again is not None
    assert again.id == given_up.id
    await outbox.arrived(again.id, 200)
    assert deliveries(database) == [(webhook, FINISHED, "delivered", 1, 200, None)]


async def test_what_nobody_could_try_for_days_is_tried_once(
    engine: AsyncEngine, database: psycopg.Connection
) -> None:
    clock = FakeClock()
    outbox = SqlWebhookOutbox(engine, clock)
    listens(database, "https://client.example/", FINISHED, by=owner(database))
    happens(database)
    assert await outbox.spread()
    clock.passes(days=3)
    await outbox.give_up()
    claimed = await outbox.claim()
    assert claimed is not None
    await outbox.failed(claimed.id, 503, None)
    await outbox.give_up()
    assert [row[2:] for row in deliveries(database)] == [("given_up", 1, 503, None)]


async def test_each_is_told_what_he_may_know_until_his_role_is_taken_away(
    engine: AsyncEngine, database: psycopg.Connection
) -> None:
    clock = FakeClock()
    outbox = SqlWebhookOutbox(engine, clock)
    student, analyst = owner(database), owner(database, "analyst")
    geographers = owner(database, "department", ["geography"])
    historians = owner(database, "department", ["history"])
    heard = {
        each: listens(database, "https://client.example/", FINISHED, "release.published", by=each)
        for each in (student, analyst, geographers, historians)
    }
    listens(database, "https://client.example/", "export.ready", by=analyst)
    happens(database, "release.published", "geography", release_id=1)
    assert await outbox.spread()
    assert {row[0] for row in deliveries(database)} == {heard[analyst], heard[geographers]}
    database.execute("delete from roles where student_id = %s", (geographers,))
    async with receiver() as client:
        database.execute("update webhooks set url = %s, sealed_secret = %s", (client.url, sealed(client.url)))
        async with telling(engine, clock):
            await until(lambda: "waiting" not in {row[2] for row in deliveries(database)})
    assert {(row[0], row[2], row[-1]) for row in deliveries(database)} == {
        (heard[analyst], "delivered", None),
        (heard[geographers], "given_up", "role_missing"),
    }
    assert len(client.calls) == 1
    happens(database)
    assert await outbox.spread()
    assert not await outbox.spread()
    finished = {row[0] for row in deliveries(database) if row[1] == FINISHED}
    assert finished == set(heard.values())


async def test_secrets_outlive_the_key_that_sealed_them(
    engine: AsyncEngine, database: psycopg.Connection
) -> None:
    clock, anna = FakeClock(), owner(database)
    newer = Sealing(SecretStr("another secret of thirty-two characters"), PURPOSE)
    lost = SealedSecrets(Sealing(SecretStr("a secret that nobody has any more"), PURPOSE), None)
    async with receiver() as client:
        listens(database, client.url, FINISHED, by=anna)
        listens(database, client.url, FINISHED, by=anna, secrets=lost)
        before = first_sealed(database)
        async with telling(engine, clock, SealedSecrets(newer, SECRETS.current)):
            await until(lambda: first_sealed(database) != before)
        happens(database)
        async with telling(engine, clock, SealedSecrets(newer, None)):
            await until(lambda: {row[-1] for row in deliveries(database)} == {None, "secret_lost"})
            await until(lambda: any(row[2] == "delivered" for row in deliveries(database)))
    [call] = client.calls
    assert call.is_signed_with(OPENED)


def sealed(url: str) -> bytes:
    return SECRETS.seal(url, OPENED)


def first_sealed(database: psycopg.Connection) -> bytes:
    row = database.execute("select sealed_secret from webhooks order by id limit 1").fetchone()
    assert row is not None
    return bytes(row[0])
