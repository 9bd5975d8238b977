"""The description that clients are generated from."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import iter_route_contexts
from jsonschema_rs import validator_for

from serving.api.app import create_app
from serving.api.problem_table import PROBLEMS
from tests.support.rest import settings

EDGE = Path(__file__).parents[2] / "serving" / "api"

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
    ours = {path: operations for path, operations in described.items() if not path.startswith("/v1/admin/")}
    assert "student_id" not in str(ours)


def test_every_body_of_a_student_has_an_example_that_fits(
    document: dict[str, Any], described: Operations
) -> None:
    for path, operations in described.items():
        for operation in operations.values():
            body: Any = operation.get("requestBody")
            if body is None:
                continue
            [content] = body["content"].values()
            assert "example" in content or path.startswith(("/v1/admin", "/v1/contests")), path
            if "example" in content:
                schema = content["schema"] | {"components": document["components"]}
                assert validator_for(schema).is_valid(content["example"]), path


def test_every_code_is_in_the_catalogue(document: dict[str, Any]) -> None:
    catalogue = set(re.findall(r"^\| `(\w+)` \|", document["info"]["description"], re.MULTILINE))
    assert {code for _, code, _ in PROBLEMS.values()} < catalogue
    written = "".join(file.read_text() for file in EDGE.rglob("*.py"))
    used = set(re.findall(r'problem\(\s*[\w.]+,\s*"(\w+)"', written))
    assert {"rate_limited", "internal_error", "body_too_large"} <= used <= catalogue
