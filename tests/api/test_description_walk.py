"""Requests made from the description of the API never break it."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
import schemathesis
from httpx import AsyncClient
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as effort
from schemathesis import Case
from schemathesis.schemas import APIOperation

from serving.api.app import create_app
from tests.support.banks import Bank
from tests.support.mailboxes import mailbox
from tests.support.rest import Student, running, settings

pytestmark = pytest.mark.anyio

DOCUMENT = create_app(settings("postgresql://nowhere/")).openapi()
SCHEMA = schemathesis.openapi.from_dict(DOCUMENT)
KEPT = {"delete_me"}
"""Would end the walk."""

Operation = APIOperation[Any, Any, Any, Any]


def operations() -> Iterator[Operation]:
    for found in SCHEMA.get_all_operations():
        operation = found.ok()  # type: ignore[union-attr]
        if operation.definition.raw["operationId"] not in KEPT:
            yield operation


def generated(operation: Operation, examples: int) -> list[Case[Any]]:
    found: list[Case[Any]] = []

    @effort(
        max_examples=examples,
        phases=[Phase.generate],
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy())
    def collect(case: Case[Any]) -> None:
        found.append(case)

    collect()
    return found


@pytest.fixture
async def http(postgres_url: str, bank: Bank) -> AsyncIterator[AsyncClient]:
    async with mailbox() as box:
        whole = settings(postgres_url, smtp_url=box.url, bot_token="7:token", bot_name="apo_bot")
        async with running(whole) as http:
            yield http


async def test_no_described_request_breaks_the_api(http: AsyncClient, anna: Student) -> None:
    headers = {"Authorization": f"Bearer {anna.access}"}
    for operation in operations():
        for case in await asyncio.to_thread(generated, operation, 6):
            arguments = case.as_transport_kwargs(base_url="http://api")
            arguments["headers"] = dict(arguments.get("headers") or {}) | headers
            arguments.pop("cookies", None)
            response = await http.request(**arguments)
            assert response.status_code < 500, (operation.label, arguments, response.text)
            if response.status_code >= 400:
                assert response.headers["Content-Type"] == "application/problem+json"
