"""The description that clients are generated from."""

from collections import Counter

import pytest
from fastapi.routing import APIRoute

from serving.api import auth, filters, health, subjects, training
from serving.api.app import create_app
from tests.support.rest import settings

METHODS = {"get", "put", "post", "delete", "patch"}


@pytest.fixture(scope="module")
def described() -> dict[str, dict[str, dict[str, object]]]:
    document = create_app(settings("postgresql://nowhere/")).openapi()
    assert document["openapi"].startswith("3.1")
    paths: dict[str, dict[str, dict[str, object]]] = document["paths"]
    return paths


def test_an_operation_is_named_by_its_function(described: dict[str, dict[str, object]]) -> None:
    written = [
        route.endpoint.__name__
        for module in (auth, filters, health, subjects, training)
        for route in module.router.routes
        if isinstance(route, APIRoute)
    ]
    named = [
        str(operation["operationId"])
        for operations in described.values()
        for operation in operations.values()
        if isinstance(operation, dict)
    ]
    assert Counter(named) == Counter(written)
    assert len(set(named)) == len(named)


def test_everything_but_health_is_versioned(described: dict[str, dict[str, object]]) -> None:
    assert {path for path in described if not path.startswith("/v1/")} == {"/healthz", "/readyz"}


def test_what_belongs_to_a_student_asks_for_a_token(
    described: dict[str, dict[str, dict[str, object]]],
) -> None:
    for path, operations in described.items():
        for operation in operations.values():
            assert ("security" in operation) == path.startswith(("/v1/me", "/v1/sessions", "/v1/serves"))


def test_no_operation_takes_a_student_from_the_caller(
    described: dict[str, dict[str, dict[str, object]]],
) -> None:
    assert not [path for path in described if "student" in path]
    assert "student_id" not in str([operation for path in described.values() for operation in path.values()])
