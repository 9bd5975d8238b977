"""Is a response what the description of the API promises?"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from httpx import Response
from jsonschema_rs import Validator, validator_for

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Described:
    """An operation: its template as a pattern, and by status the content it promises."""

    pattern: re.Pattern[str]
    method: str
    contents: dict[str, dict[str, Validator | None]]

    def promised(self, status: int) -> dict[str, Validator | None] | None:
        return self.contents.get(str(status), self.contents.get(f"{status // 100}XX"))


@dataclass(frozen=True, slots=True)
class Description:
    operations: tuple[Described, ...]

    @classmethod
    def of(cls, document: Json) -> "Description":
        components = document["components"]
        return cls(
            tuple(
                Described(
                    re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path))),
                    method.upper(),
                    {
                        status: contents(response, components)
                        for status, response in operation["responses"].items()
                    },
                )
                for path, operations in document["paths"].items()
                for method, operation in operations.items()
            )
        )

    def check(self, response: Response) -> None:
        """Of an undescribed address or method nothing but problems may come."""
        request = response.request
        operation = self._find(request.method, request.url.path)
        if operation is None:
            return
        promised = operation.promised(response.status_code)
        told = f"{request.method} {request.url.path}: {response.status_code} {response.text[:500]}"
        assert promised is not None, f"not described: {told}"
        media = response.headers.get("Content-Type", "").partition(";")[0]
        if not promised:
            assert not response.content, f"a body that is not described: {told}"
            return
        assert media in promised, f"{media} is not described: {told}"
        validator = promised[media]
        if validator is not None:
            errors = [error.message for error in validator.iter_errors(response.json())]
            assert not errors, f"{errors}: {told}"

    def _find(self, method: str, path: str) -> Described | None:
        """A template without parameters comes before one with them."""
        found = [each for each in self.operations if each.method == method and each.pattern.fullmatch(path)]
        return min(found, key=lambda each: each.pattern.pattern.count("[^/]+"), default=None)


def contents(response: Json, components: Json) -> dict[str, Validator | None]:
    """By media type; what is not JSON has no validator."""
    return {
        media: validator_for(body["schema"] | {"components": components}) if "json" in media else None
        for media, body in response.get("content", {}).items()
    }


@cache
def description() -> Description:
    """Of the API as it is."""
    from serving.api.app import create_app
    from tests.support.rest import settings

    return Description.of(create_app(settings("postgresql://nowhere/")).openapi())


async def conforms(response: Response) -> None:
    """A hook of httpx."""
    await response.aread()
    description().check(response)
