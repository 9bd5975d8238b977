"""An export from the request to the server of the client, over REST and by a real process that dies."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.delivery.test_channels import until
from tests.delivery.test_webhooks import telling
from tests.support.banks import released_bank
from tests.support.fakes import FakeClock
from tests.support.forked import forked
from tests.support.listeners import deliveries
from tests.support.receivers import answer, receiver
from tests.support.rest import SECRET, registered, running, settings

pytestmark = pytest.mark.anyio


@contextmanager
def delivering(postgres_url: str, folder: Path) -> Iterator[None]:
    """It is killed at the end."""
    environment = {
        "APO_POSTGRES_URL": postgres_url,
        "APO_FILES_URL": str(folder),
        "APO_SECRET_KEY": SECRET,
        "APO_LOCAL_WEBHOOKS": "true",
    }
    with forked(["serving.delivery"], environment):
        yield


async def test_killed_in_the_middle_of_a_call_it_calls_again_by_the_same_id(
    engine: AsyncEngine, database: psycopg.Connection, postgres_url: str, tmp_path: Path
) -> None:
    with released_bank(postgres_url):
        api = running(settings(postgres_url, files_url=str(tmp_path), local_webhooks=True))
    async with api as http, receiver(None, answer(200)) as client:
        boss = await registered(http)
        database.execute("insert into roles values (%s, 'admin', '{}')", (boss.id,))
        wanted = {"url": client.url, "events": ["export.ready"]}
        webhook = (await boss.send("POST", "/webhooks", wanted)).json()
        export = (await boss.send("POST", "/admin/exports", {"name": "users"})).json()["id"]
        with delivering(postgres_url, tmp_path):
            await until(lambda: len(client.calls) == 1)
        assert [row[2:4] for row in deliveries(database)] == [("waiting", 1)]
        listed = f"/webhooks/{webhook['id']}/deliveries"
        async with telling(engine, FakeClock(datetime.now(UTC) + timedelta(seconds=31))):
            await until(lambda: [row[2] for row in deliveries(database)] == ["delivered"])
            [delivery] = (await boss.send("GET", listed)).json()["items"]
            replayed = await boss.send("POST", f"{listed}/{delivery['id']}/replay")
            assert replayed.status_code == 202
            await until(lambda: len(client.calls) == 3)
        ready = await boss.send("GET", f"/admin/exports/{export}")
    assert {call.headers["webhook-id"] for call in client.calls} == {str(delivery["id"])}
    assert len({call.body for call in client.calls}) == 1
    assert all(call.is_signed_with(webhook["secret"]) for call in client.calls)
    told = {"export_id": export, "name": "users", "rows": 1}
    assert client.calls[0].told["facts"] == told == delivery["facts"]
    assert (ready.json()["state"], ready.json()["rows"]) == ("ready", 1)
    assert ready.json()["path"].rpartition("/")[2] not in client.calls[0].body.decode()
