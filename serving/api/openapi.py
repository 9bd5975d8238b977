"""The description of the API: problems instead of FastAPI's own errors, and the headers that all share."""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from serving.api.catalogue import description
from serving.api.examples import EXAMPLES
from serving.api.problems import Problem

Json = dict[str, Any]

PROBLEM: Json = {
    "description": "A problem with a stable code",
    "headers": {
        "X-Request-Id": {"schema": {"type": "string"}},
        "Retry-After": {"schema": {"type": "integer"}, "description": "With 429 and 503: seconds"},
    },
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
IDEMPOTENCY_KEY: Json = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Repeating a write with its key within 24 hours returns the first answer",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
}
FASTAPIS_OWN = ("HTTPValidationError", "ValidationError")


def describe(app: FastAPI) -> None:
    """Replaces the description that FastAPI would give."""

    def openapi() -> Json:
        if app.openapi_schema is None:
            document = get_openapi(
                title=app.title,
                version=app.version,
                openapi_version="3.1.0",
                description=description(),
                routes=app.routes,
            )
            app.openapi_schema = with_examples(with_problems(document))
        return app.openapi_schema

    setattr(app, "openapi", openapi)  # noqa: B010 mypy refuses to assign a method


def with_problems(document: Json) -> Json:
    schemas: Json = document.setdefault("components", {}).setdefault("schemas", {})
    for name in FASTAPIS_OWN:
        schemas.pop(name, None)
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(problem.pop("$defs"))
    schemas["Problem"] = problem
    for method, operation in operations(document):
        responses: Json = operation["responses"]
        responses.pop("422", None)
        responses["4XX"] = responses["5XX"] = PROBLEM
        if method != "get":
            operation.setdefault("parameters", []).append(IDEMPOTENCY_KEY)
    return document


def with_examples(document: Json) -> Json:
    for _, operation in operations(document):
        if "requestBody" in operation and operation["operationId"] in EXAMPLES:
            [body] = operation["requestBody"]["content"].values()
            body["example"] = EXAMPLES[operation["operationId"]]
    return document


def operations(document: Json) -> Iterator[tuple[str, Json]]:
    for methods in document["paths"].values():
        yield from methods.items()
