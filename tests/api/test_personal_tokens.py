"""Personal tokens: what a program of a student may do, and for how long."""

import pytest
from httpx import AsyncClient

from tests.support.banks import Bank
from tests.support.rest import Student, problem, registered

pytestmark = pytest.mark.anyio


async def program(anna: Student, *scopes: str, **body: object) -> Student:
    created = await anna.send("POST", "/auth/tokens", {"title": "script", "scopes": scopes} | body)
    assert created.status_code == 201, created.text
    return Student(anna.http, created.json()["id"], created.json()["token"], "")


async def test_the_token_is_shown_once_and_stored_hashed(anna: Student, bank: Bank) -> None:
    script = await program(anna, "read")
    listed = await anna.send("GET", "/auth/tokens")
    assert script.access.startswith("apo_")
    assert script.access not in listed.text
    assert script.access not in str(bank.value("select personal_tokens::text from personal_tokens"))
    [token] = listed.json()["items"]
    assert (token["title"], token["scopes"], token["last_used_at"]) == ("script", ["read"], None)


@pytest.mark.parametrize(
    ("scopes", "allowed"),
    [
        (["read"], {"read"}),
        (["train"], {"train"}),
        (["account"], {"account"}),
        (["read", "train"], {"read", "train"}),
    ],
)
async def test_a_token_does_what_it_was_made_for(anna: Student, scopes: list[str], allowed: set[str]) -> None:
    script = await program(anna, *scopes)
    doors = {
        "read": await script.send("GET", "/me/filters/geography"),
        "train": await script.send("POST", "/sessions", {"subject": "geography"}),
        "account": await script.send("GET", "/me"),
    }
    for scope, response in doors.items():
        if scope in allowed:
            assert response.status_code < 300
        else:
            assert problem(response) == (403, "scope_missing")
            assert response.json()["scope"] == scope


async def test_the_last_use_is_noted(anna: Student) -> None:
    script = await program(anna, "read")
    await script.send("GET", "/me/filters/geography")
    [token] = (await anna.send("GET", "/auth/tokens")).json()["items"]
    assert token["last_used_at"] is not None


async def test_a_revoked_or_expired_token_is_refused(anna: Student, bank: Bank) -> None:
    revoked, expired = await program(anna, "read"), await program(anna, "read", days=1)
    assert (await anna.send("DELETE", f"/auth/tokens/{revoked.id}")).status_code == 204
    bank.connection.execute("update personal_tokens set expires_at = now()")
    for script in (revoked, expired):
        assert problem(await script.send("GET", "/me/filters/geography")) == (401, "token_refused")
    again = await anna.send("DELETE", f"/auth/tokens/{revoked.id}")
    assert problem(again) == (404, "personal_token_not_found")


async def test_a_token_of_another_student_does_not_exist(http: AsyncClient, anna: Student) -> None:
    script, boris = await program(anna, "read"), await registered(http, email="boris@school.ru")
    refused = await boris.send("DELETE", f"/auth/tokens/{script.id}")
    assert problem(refused) == (404, "personal_token_not_found")
    assert (await boris.send("GET", "/auth/tokens")).json() == {"items": [], "next_cursor": None}


async def test_the_list_has_pages(anna: Student) -> None:
    made = [(await program(anna, "read")).id for _ in range(5)]
    found, cursor = [], ""
    while cursor is not None:
        page = (await anna.send("GET", f"/auth/tokens?limit=2{cursor and '&cursor=' + cursor}")).json()
        found += [token["id"] for token in page["items"]]
        cursor = page["next_cursor"]
    assert found == made
    for bad in ("x", "WyJhIl0", "WzEsMl0", "////", "W10", "Wy0xXQ"):
        refused = await anna.send("GET", f"/auth/tokens?cursor={bad}")
        assert problem(refused) == (422, "cursor_malformed")


async def test_a_student_has_fifty_tokens_at_most(anna: Student) -> None:
    for _ in range(50):
        await program(anna, "read")
    refused = await anna.send("POST", "/auth/tokens", {"title": "script", "scopes": ["read"]})
    assert problem(refused) == (409, "too_many_tokens")
