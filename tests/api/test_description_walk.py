"""Requests made from the description of the API never break it."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from itertools import product
from typing import Any

import pytest
import schemathesis
from httpx import AsyncClient
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as effort
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
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


def generated(operation: Operation, mode: GenerationMode, examples: int) -> list[Case[Any]]:
    """Negative ones break the description; of some operations nothing can."""
    found: list[Case[Any]] = []

    @effort(
        max_examples=examples,
        phases=[Phase.generate],
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(generation_mode=mode))
    def collect(case: Case[Any]) -> None:
        found.append(case)

    with suppress(Unsatisfiable):
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
    for operation, mode in product(operations(), GenerationMode):
        for case in await asyncio.to_thread(generated, operation, mode, 4):
            arguments = case.as_transport_kwargs(base_url="http://api")
            arguments["headers"] = dict(arguments.get("headers") or {}) | headers
            arguments.pop("cookies", None)
            if isinstance(arguments.get("data"), bytes | str):
                arguments["content"] = arguments.pop("data")
            response = await http.request(**arguments)
            assert response.status_code < 500, (operation.label, arguments, response.text)
            if response.status_code >= 400:
                assert response.headers["Content-Type"] == "application/problem+json"
