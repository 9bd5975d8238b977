"""RFC 9457: how a refusal looks."""

from http import HTTPStatus

from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict


class BadFieldView(BaseModel):
    field: str
    message: str
    candidates: list[str] | None = None


class Problem(BaseModel):
    """`code` is stable, `detail` is for people; some codes bring facts of their own."""

    model_config = ConfigDict(extra="allow")

    title: str
    status: int
    code: str
    detail: str
    errors: list[BadFieldView] | None = None
    retry_after: int | None = None


def problem(
    status: HTTPStatus, code: str, detail: str, headers: dict[str, str] | None = None, **facts: object
) -> JSONResponse:
    body = {"title": status.phrase, "status": int(status), "code": code, "detail": detail, **facts}
    return JSONResponse(body, int(status), headers, media_type="application/problem+json")
