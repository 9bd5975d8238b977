"""The description that clients are generated from."""

from collections import Counter
from pathlib import Path

import pytest
from fastapi.routing import iter_route_contexts

from serving.api.app import create_app
from tests.support.rest import settings

METHODS = {"get", "put", "post", "delete", "patch"}


STABLE = (Path(__file__).parent / "operations.txt").read_text().split()
"""Names that clients were generated from: adding one is an edit of the file, losing one breaks them."""

Operations = dict[str, dict[str, dict[str, object]]]


@pytest.fixture(scope="module")
def document() -> dict[str, object]:
    document = create_app(settings("postgresql://nowhere/")).openapi()
    assert document["openapi"].startswith("3.1")
    return document


@pytest.fixture(scope="module")
def described(document: dict[str, Operations]) -> Operations:
    return document["paths"]


def test_an_operation_is_named_by_its_function(described: Operations) -> None:
    app = create_app(settings("postgresql://nowhere/"))
    written = [
        str(route.name)
        for route in iter_route_contexts(app.routes)
        if route.include_in_schema and (route.path or "").startswith(("/v1", "/healthz", "/readyz"))
    ]
    named = [
        str(operation["operationId"])
        for operations in described.values()
        for operation in operations.values()
    ]
    assert Counter(named) == Counter(written)
    assert len(set(named)) == len(named)
    assert [name for name in STABLE if name not in named] == []


def test_everything_but_health_is_versioned(described: Operations) -> None:
    assert {path for path in described if not path.startswith("/v1/")} == {"/healthz", "/readyz"}


def test_what_belongs_to_a_student_asks_for_a_token(described: Operations) -> None:
    owned = ("/v1/me", "/v1/sessions", "/v1/serves", "/v1/auth/tokens")
    for path, operations in described.items():
        for operation in operations.values():
            assert "security" in operation or not path.startswith(owned)


def test_every_refusal_is_described_as_a_problem(document: dict[str, object], described: Operations) -> None:
    assert "HTTPValidationError" not in str(document)
    for operations in described.values():
        for operation in operations.values():
            responses = operation["responses"]
            assert isinstance(responses, dict)
            for status in ("4XX", "5XX"):
                [(media, body)] = responses[status]["content"].items()
                assert (media, body["schema"]["$ref"]) == (
                    "application/problem+json",
                    "#/components/schemas/Problem",
                )


def test_every_write_takes_an_idempotency_key(described: Operations) -> None:
    for operations in described.values():
        for method, operation in operations.items():
            taken = "Idempotency-Key" in str(operation.get("parameters"))
            assert taken == (method in METHODS - {"get"})


def test_no_operation_takes_a_student_from_the_caller(described: Operations) -> None:
    assert not [path for path in described if "student" in path and not path.startswith("/v1/admin/")]
    assert "student_id" not in str([operation for path in described.values() for operation in path.values()])
