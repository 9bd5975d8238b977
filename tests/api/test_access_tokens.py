"""Only a token of ours that has not expired names its bearer."""

from datetime import UTC, datetime, timedelta
from itertools import product

import jwt
import pytest
from httpx import AsyncClient
from pydantic import SecretStr

from serving.access_tokens import SignedAccessTokens
from serving.core.errors import TokenRefused
from serving.core.identity import StudentId
from tests.support.rest import SECRET, Json, Student, problem

NOW = datetime(2026, 1, 10, 12, tzinfo=UTC)
TOKENS = SignedAccessTokens(SecretStr(SECRET))
LATER = NOW.timestamp() + 600


def forged(claims: dict[str, object], key: str = SECRET, algorithm: str = "HS256") -> str:
    return jwt.encode(claims, key, algorithm)


def test_a_token_names_its_student_for_fifteen_minutes() -> None:
    token = TOKENS.issue(StudentId(7), NOW)
    assert TOKENS.read(token, NOW + timedelta(minutes=14, seconds=59)) == 7
    with pytest.raises(TokenRefused):
        TOKENS.read(token, NOW + timedelta(minutes=15))


@pytest.mark.parametrize(
    "token",
    [
        forged({"sub": "7", "exp": LATER}, "another secret of thirty two chars"),
        forged({"sub": "7", "exp": LATER}, "", "none"),
        forged({"sub": "7", "exp": LATER}, SECRET * 2, "HS512"),
        forged({"sub": "7"}),
        forged({"exp": LATER}),
        forged({"sub": "anna", "exp": LATER}),
        forged({"sub": "7", "exp": LATER}).rpartition(".")[0] + ".",
        "",
        "a.b.c",
        "жетон",
    ],
)
def test_what_we_did_not_sign_is_refused(token: str) -> None:
    with pytest.raises(TokenRefused):
        TOKENS.read(token, NOW)


def test_a_token_of_the_previous_key_is_read_until_it_expires_and_none_is_signed_with_it() -> None:
    new = SignedAccessTokens(SecretStr("the new secret of thirty two chars"), previous=SecretStr(SECRET))
    old = TOKENS.issue(StudentId(7), NOW)
    assert new.read(old, NOW + timedelta(minutes=14)) == 7
    with pytest.raises(TokenRefused):
        new.read(old, NOW + timedelta(minutes=15))
    with pytest.raises(TokenRefused):
        TOKENS.read(new.issue(StudentId(7), NOW), NOW)
    with pytest.raises(TokenRefused):
        new.read(forged({"sub": "7", "exp": LATER}, "a third secret of thirty two chars."), NOW)


STRANGERS: list[dict[str, str | bytes]] = [
    {},
    {"Authorization": ""},
    {"Authorization": "Bearer"},
    {"Authorization": "Bearer a.b.c"},
    {"Authorization": b"Bearer \xff\xfe"},
    {"Authorization": "Basic YW5uYTphbm5h"},
    {"Authorization": f"Bearer {forged({'sub': '1', 'exp': 1})}"},
    {"Authorization": f"Bearer {forged({'sub': '1', 'exp': 9_999_999_999}, '', 'none')}"},
]


@pytest.mark.anyio
async def test_without_a_good_token_nothing_of_a_student_is_reached(http: AsyncClient, anna: Student) -> None:
    session = await anna.start()
    doors: list[tuple[str, str, Json | None]] = [
        ("POST", "/v1/sessions", {"subject": "geography"}),
        ("POST", f"/v1/sessions/{session}/next", None),
        ("POST", f"/v1/sessions/{session}/finish", None),
        ("GET", "/v1/me/filters/geography", None),
        ("PUT", "/v1/me/filters/geography", {}),
        ("DELETE", "/v1/me/filters/geography", None),
    ]
    for (method, path, body), header in product(doors, STRANGERS):
        response = await http.request(method, path, json=body, headers=header)  # type: ignore[arg-type]
        assert problem(response) == (401, "token_refused")
        assert response.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.anyio
async def test_the_scheme_is_read_whatever_its_case(http: AsyncClient, anna: Student) -> None:
    headers = {"Authorization": f"bEARER {anna.access}"}
    assert (await http.get("/v1/me/filters/geography", headers=headers)).status_code == 200
