"""Who may call what: every role at every endpoint.

A row of `roles.txt` names the least role that may call an operation: everybody, student, department, analyst
or admin; an admin may everything. `department|analyst` lets both in.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from httpx import AsyncClient, Response

from tests.support.banks import Bank
from tests.support.endpoints import Endpoint, endpoints
from tests.support.rest import Student, registered

pytestmark = pytest.mark.anyio

ROLES = ("student", "department", "analyst", "admin")
ENDPOINTS = sorted(endpoints(), key=lambda endpoint: endpoint.name == "delete_me")
"""The erasure comes last."""


@dataclass(frozen=True, slots=True)
class Row:
    may: frozenset[str]
    body: object


def rows() -> Mapping[str, Row]:
    lines = (Path(__file__).parent / "roles.txt").read_text().splitlines()
    found = {}
    for name, who, *body in (line.split(maxsplit=2) for line in lines if line and not line.startswith("#")):
        least = set(who.split("|"))
        assert least <= {"everybody", *ROLES}, f"roles.txt: {name} is for {who}, which is no role"
        may = {*ROLES} if least & {"everybody", "student"} else least | {"admin"}
        found[name] = Row(frozenset(may | (least & {"everybody"})), json.loads(body[0]) if body else {})
    return found


ROWS = rows()


async def test_every_endpoint_has_its_row_of_roles() -> None:
    described = {endpoint.name for endpoint in ENDPOINTS}
    missing, stale = sorted(described - ROWS.keys()), sorted(ROWS.keys() - described)
    assert not missing, f"add to tests/api/roles.txt who may call {', '.join(missing)}"
    assert not stale, f"tests/api/roles.txt names {', '.join(stale)}, which the API does not describe"
    for endpoint in ENDPOINTS:
        assert endpoint.secured == ("everybody" not in ROWS[endpoint.name].may), endpoint.name


async def people(http: AsyncClient, bank: Bank) -> dict[str, Student]:
    found = {}
    for role in ROLES:
        found[role] = await registered(http, email=f"{role}@school.ru")
        if role != "student":
            grant = "insert into roles values (%s, %s, '{geography}')"
            bank.connection.execute(grant, (found[role].id, role))
    return found


def outcome(endpoint: Endpoint, response: Response) -> str:
    """Was the caller let in? What he asked for may not be there."""
    assert response.status_code < 500, (endpoint.name, response.text)
    code = response.json()["code"] if response.status_code >= 400 else ""
    if code == "token_refused" and endpoint.name != "refresh":  # which looks at the token in its body
        return "who are you"
    return "not you" if response.status_code == 403 else "come in"


async def test_every_role_at_every_endpoint_gets_in_or_does_not(http: AsyncClient, bank: Bank) -> None:
    bank.add()
    known = await people(http, bank)
    for endpoint in ENDPOINTS:
        row = ROWS[endpoint.name]
        nobody = await http.request(endpoint.method, endpoint.path, json=row.body)
        found = {"nobody": outcome(endpoint, nobody)}
        for role, student in known.items():
            response = await student.send(endpoint.method, endpoint.path.removeprefix("/v1"), row.body)
            found[role] = outcome(endpoint, response)
        wanted = {role: "come in" if role in row.may else "not you" for role in ROLES}
        wanted["nobody"] = "who are you" if endpoint.secured else "come in"
        assert (endpoint.name, found) == (endpoint.name, wanted)
