"""The check that every test of the API makes of every response notices what it is there for."""

import pytest
from httpx import Request, Response

from tests.support.described import description

PATH = "http://api/v1/subjects"
SUBJECT = {"code": "geography", "title": "География", "questions": 3}


def told(status: int, body: object, media: str = "application/json", path: str = PATH) -> Response:
    return Response(status, json=body, headers={"Content-Type": media}, request=Request("GET", path))


def test_what_is_described_passes() -> None:
    description().check(told(200, [SUBJECT]))


@pytest.mark.parametrize(
    "response",
    [
        told(200, [SUBJECT | {"questions": "three"}]),
        told(200, [{"code": "geography"}]),
        told(200, [SUBJECT], "text/html"),
        told(201, [SUBJECT]),
        told(404, {"detail": "Not Found"}, "application/problem+json"),
        told(404, {"detail": "Not Found"}),
    ],
)
def test_what_is_not_described_is_noticed(response: Response) -> None:
    with pytest.raises(AssertionError):
        description().check(response)
