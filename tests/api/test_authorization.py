"""Every endpoint against everybody who might knock."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from fastapi.routing import iter_route_contexts
from httpx import AsyncClient

from serving.api.app import create_app
from serving.api.identity import bearer
from tests.api.test_access_tokens import TOKENS, forged
from tests.support.banks import EVERY_KIND, Bank
from tests.support.rest import Json, Student, registered, settings

pytestmark = pytest.mark.anyio

PUBLIC = {
    "register",
    "login",
    "refresh",
    "logout",
    "login_by_telegram",
    "login_by_code",
    "request_password_reset",
    "reset_password",
    "list_subjects",
    "get_subject",
    "get_photo",
    "download_export",
}
SOMEBODYS = UUID(int=7)


def doors() -> list[tuple[str, str, str]]:
    """Name, method and path of every endpoint of students, with harmless values in the path."""
    found = []
    for route in iter_route_contexts(create_app(settings("postgresql://nowhere/")).routes):
        if not (route.path or "").startswith("/v1") or route.name in PUBLIC:
            continue
        assert bearer in (route.dependencies or ()), f"{route.name} is open to strangers"
        values = dict.fromkeys(("subject", "code"), "geography")
        path = str(route.path).format_map(Filled(values))
        found += [(str(route.name), method, path) for method in sorted(route.methods or ())]
    return found


class Filled(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return str(SOMEBODYS) if name in {"session_id", "serve_id", "export_id", "link"} else "7"


DOORS = doors()


async def test_nobody_and_no_bad_token_passes_any_door(http: AsyncClient, anna: Student, bank: Bank) -> None:
    created = await anna.send("POST", "/auth/tokens", {"title": "script", "scopes": ["read"]})
    await anna.send("DELETE", f"/auth/tokens/{created.json()['id']}")
    expired = TOKENS.issue(anna.id, datetime.now(UTC) - timedelta(minutes=16))  # type: ignore[arg-type]
    bad: dict[str, dict[str, str]] = {
        "nobody": {},
        "expired": {"Authorization": f"Bearer {expired}"},
        "forged": {"Authorization": f"Bearer {forged({'sub': str(anna.id), 'exp': 9**10}, 'x' * 40)}"},
        "revoked": {"Authorization": f"Bearer {created.json()['token']}"},
        "refresh": {"Authorization": f"Bearer {anna.refresh}"},
    }
    for name, method, path in DOORS:
        for who, headers in bad.items():
            response = await http.request(method, path, json={}, headers=headers)
            assert (name, who, response.status_code) == (name, who, 401)
            assert response.json()["code"] == "token_refused"


async def test_nothing_of_anna_opens_to_boris(http: AsyncClient, anna: Student, bank: Bank) -> None:
    for question in EVERY_KIND:
        bank.add(question)
    bank.notify()
    boris = await registered(http, email="boris@school.ru")
    session = await anna.start()
    token = await anna.send("POST", "/auth/tokens", {"title": "script", "scopes": ["read"]})
    await anna.send("PUT", "/me/filters/geography", {"kinds": ["one"]})
    before = (await anna.send("GET", "/me/data")).json()
    for name, method, path in DOORS:
        own = path.replace(str(SOMEBODYS), session).replace("tokens/7", f"tokens/{token.json()['id']}")
        if method == "DELETE" and own == "/v1/me":
            continue
        response = await boris.send(method, own.removeprefix("/v1"), {})
        assert response.status_code < 500, (name, response.text)
        assert "anna@school.ru" not in response.text, name
    assert (await anna.send("GET", "/me/data")).json() == before


async def test_no_answer_of_the_api_tells_a_key_before_the_answer(
    http: AsyncClient, anna: Student, bank: Bank
) -> None:
    secrets = ("Каспийское море", "3530 км", "Обь в Азии", "Впадает")
    for question in EVERY_KIND:
        bank.add(question)
    bank.notify()
    session = await anna.start()
    served = await anna.first(session)
    for _, method, path in DOORS:
        if (path == "/v1/me" and method == "DELETE") or path.endswith(("/answer", "/finish")):
            continue
        own = path.replace(str(SOMEBODYS), session).removeprefix("/v1")
        body: Json | None = {} if method in {"PUT", "PATCH"} else None
        for response in (served, await anna.send(method, own, body)):
            assert not any(secret in response.text for secret in secrets), (method, path)
            assert not any(f'"{name}"' in response.text for name in ("key", "explanation", "correct_option"))
    for path in ("/openapi.json", "/v1/subjects", "/v1/subjects/geography"):
        text = (await http.get(path)).text
        assert not any(secret in text for secret in secrets)
