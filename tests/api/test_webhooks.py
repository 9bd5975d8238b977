"""Webhooks over REST: who may listen to what, and what was delivered."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from httpx import AsyncClient

from serving.db.repositories.webhook_outbox import SqlWebhookOutbox
from serving.db.unit_of_work import create_engine
from tests.support.banks import Bank
from tests.support.listeners import SECRETS
from tests.support.rest import Student, problem, registered

pytestmark = pytest.mark.anyio

URL = "https://client.example/apo"
FINISHED = {"url": URL, "events": ["contest.finished"]}
HAPPENED = """
insert into webhook_events (event, subject, facts, happened_at)
values (%s, %s, '{"contest_id": 3}', now()) returning id
"""


async def created(student: Student, *events: str) -> dict[str, Any]:
    response = await student.send("POST", "/webhooks", {"url": URL, "events": events or ["contest.finished"]})
    assert response.status_code == 201, response.text
    made: dict[str, Any] = response.json()
    return made


async def spread(postgres_url: str, bank: Bank, times: int = 1) -> None:
    """As if so much had happened a second from now."""
    for _ in range(times):
        bank.connection.execute(HAPPENED, ("contest.finished", None))
    engine = create_engine(postgres_url)
    outbox = SqlWebhookOutbox(engine, lambda: datetime.now(UTC) + timedelta(seconds=1))
    while await outbox.spread():
        pass
    await engine.dispose()


async def test_the_secret_is_shown_once_and_a_copy_of_the_database_does_not_tell_it(
    anna: Student, bank: Bank
) -> None:
    made = await created(anna)
    secret = made.pop("secret")
    assert (made["url"], made["events"]) == (URL, ["contest.finished"])
    listed = await anna.send("GET", "/webhooks")
    assert listed.json() == [made]
    assert secret not in str(bank.value("select jsonb_agg(to_jsonb(webhooks))::text from webhooks"))
    row = bank.connection.execute("select url, sealed_secret from webhooks").fetchone()
    assert row is not None
    assert SECRETS.open(*row) == secret
    mine = (await anna.send("GET", "/me/data")).json()["records"]["webhooks"]
    assert [(webhook["url"], "sealed_secret" in webhook) for webhook in mine] == [(URL, False)]
    assert (await anna.send("DELETE", f"/webhooks/{made['id']}")).status_code == 204
    assert (await anna.send("GET", "/webhooks")).json() == []
    again = await anna.send("DELETE", f"/webhooks/{made['id']}")
    assert problem(again) == (404, "webhook_not_found")


async def test_a_role_listens_to_what_it_may_know_and_that_is_noted(
    anna: Student, http: AsyncClient, bank: Bank
) -> None:
    for event in ("release.published", "export.ready"):
        refused = await anna.send("POST", "/webhooks", FINISHED | {"events": [event]})
        assert problem(refused) == (403, "role_missing")
    bank.connection.execute("insert into roles values (%s, 'department', '{geography}')", (anna.id,))
    refused = await anna.send("POST", "/webhooks", FINISHED | {"events": ["export.ready"]})
    assert problem(refused) == (403, "role_missing")
    made = await created(anna, "release.published", "contest.finished")
    await created(anna)
    await anna.send("DELETE", f"/webhooks/{made['id']}")
    noted = bank.connection.execute("select student_id, action, what from audit order by id").fetchall()
    what = f"webhook:{made['id']}"
    assert noted == [(anna.id, "create_webhook", what), (anna.id, "delete_webhook", what)]


async def test_a_program_listens_as_far_as_its_token_reaches(anna: Student, bank: Bank) -> None:
    bank.connection.execute("insert into roles values (%s, 'admin', '{}')", (anna.id,))
    for scopes, event, status in (
        (["read", "train"], "contest.finished", 403),
        (["account"], "contest.finished", 201),
        (["account"], "export.ready", 403),
        (["account", "admin"], "export.ready", 201),
    ):
        made = await anna.send("POST", "/auth/tokens", {"title": "script", "scopes": scopes})
        script = Student(anna.http, anna.id, made.json()["token"], "")
        answered = await script.send("POST", "/webhooks", FINISHED | {"events": [event]})
        assert answered.status_code == status, (scopes, event)


async def test_addresses_that_are_not_of_the_internet_are_refused(anna: Student) -> None:
    for url, reason in (("http://client.example/", "not_https"), ("https://169.254.169.254/", "not_public")):
        refused = await anna.send("POST", "/webhooks", FINISHED | {"url": url})
        assert (problem(refused), refused.json()["reason"]) == ((422, "webhook_url_refused"), reason)
    none = await anna.send("POST", "/webhooks", FINISHED | {"events": []})
    assert problem(none) == (422, "invalid_request")


async def test_a_student_has_ten_webhooks_at_most(anna: Student) -> None:
    for _ in range(10):
        await created(anna)
    assert problem(await anna.send("POST", "/webhooks", FINISHED)) == (409, "too_many_webhooks")


async def test_deliveries_are_listed_and_replayed_by_their_owner_alone(
    anna: Student, http: AsyncClient, bank: Bank, postgres_url: str
) -> None:
    webhook = (await created(anna))["id"]
    await spread(postgres_url, bank, times=3)
    page = (await anna.send("GET", f"/webhooks/{webhook}/deliveries?limit=2")).json()
    rest = await anna.send("GET", f"/webhooks/{webhook}/deliveries?cursor={page['next_cursor']}")
    found = page["items"] + rest.json()["items"]
    assert [each["id"] for each in found] == [3, 2, 1]
    [first] = rest.json()["items"]
    assert (first["event"], first["facts"], first["state"], first["attempts"]) == (
        "contest.finished",
        {"contest_id": 3},
        "waiting",
        0,
    )
    replay = f"/webhooks/{webhook}/deliveries/1/replay"
    assert problem(await anna.send("POST", replay)) == (409, "webhook_delivery_waiting")
    bank.connection.execute("update webhook_deliveries set state = 'delivered', status = 200, attempts = 2")
    delivered = (await anna.send("GET", f"/webhooks/{webhook}/deliveries")).json()["items"][-1]
    assert (delivered["state"], delivered["status"], delivered["next_at"]) == ("delivered", 200, None)
    boris = await registered(http, email="boris@school.ru")
    for method, path in (("POST", replay), ("GET", f"/webhooks/{webhook}/deliveries")):
        assert problem(await boris.send(method, path)) == (404, "webhook_not_found")
    assert (await anna.send("POST", replay)).status_code == 202
    states = [
        each["state"] for each in (await anna.send("GET", f"/webhooks/{webhook}/deliveries")).json()["items"]
    ]
    assert states == ["delivered", "delivered", "waiting"]
    other = (await created(anna))["id"]
    missed = await anna.send("POST", f"/webhooks/{other}/deliveries/2/replay")
    assert problem(missed) == (404, "webhook_delivery_not_found")


async def test_webhooks_go_with_their_student(anna: Student, bank: Bank, postgres_url: str) -> None:
    await created(anna)
    await spread(postgres_url, bank)
    assert bank.value("select count(*) from webhook_deliveries") == 1
    assert (await anna.send("DELETE", "/me")).status_code == 204
    assert bank.value("select count(*) from webhooks") == 0
    assert bank.value("select count(*) from webhook_deliveries") == 0
