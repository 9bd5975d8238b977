"""Every endpoint that the API describes, with harmless values in its path."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from serving.api.app import create_app
from tests.support.rest import settings

SOMEBODYS = UUID(int=7)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`secured`: asks for a token."""

    name: str
    method: str
    template: str
    values: Mapping[str, str]
    tags: tuple[str, ...]
    secured: bool

    @property
    def path(self) -> str:
        return self.template.format_map(self.values)

    def with_parameter(self, name: str, value: str) -> str:
        """The path with another value in it, or in its query."""
        if f"{{{name}}}" in self.template:
            return self.template.format_map({**self.values, name: value})
        return f"{self.path}?{name}={value}"


def endpoints() -> Iterator[Endpoint]:
    """Those under /v1."""
    document = create_app(settings("postgresql://nowhere/")).openapi()
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            if path.startswith("/v1/"):
                values = {each["name"]: filled(each) for each in operation.get("parameters", ())}
                yield Endpoint(
                    operation["operationId"],
                    method.upper(),
                    path,
                    values,
                    tuple(operation.get("tags", ())),
                    "security" in operation,
                )


def filled(parameter: dict[str, Any]) -> str:
    if parameter["name"] in {"subject", "code"}:
        return "geography"
    return str(SOMEBODYS) if parameter["schema"].get("format") == "uuid" else "7"
