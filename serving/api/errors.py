"""From whatever goes wrong to `application/problem+json`."""

import logging
from dataclasses import asdict, is_dataclass
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from psycopg import DataError as DriverDataError
from sqlalchemy.exc import DataError
from starlette.exceptions import HTTPException

from serving.api.identity import authenticate_first
from serving.api.problem_table import PROBLEMS
from serving.api.problems import problem
from serving.core import errors
from serving.db.unit_of_work import OUTAGES

logger = logging.getLogger(__name__)


async def refuse(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, errors.ProductError)
    status, code, detail = PROBLEMS[type(error)]
    facts: dict[str, object] = jsonable_encoder(asdict(error)) if is_dataclass(error) else {}
    return problem(status, code, detail, headers_of(status, error), **facts)


def headers_of(status: HTTPStatus, error: errors.ProductError) -> dict[str, str] | None:
    match status, error:
        case _, errors.TooManyAttempts(retry_after=seconds):
            return {"Retry-After": str(seconds)}
        case HTTPStatus.UNAUTHORIZED, _:
            return {"WWW-Authenticate": "Bearer"}
        case HTTPStatus.SERVICE_UNAVAILABLE, _:
            return {"Retry-After": "1"}
        case _:
            return None


async def list_bad_fields(request: Request, error: Exception) -> JSONResponse:
    """All at once, and to those who may send them; the values are not repeated, as they may be secret."""
    assert isinstance(error, RequestValidationError)
    try:
        await authenticate_first(request)
    except errors.ProductError as refusal:
        return await refuse(request, refusal)
    fields = [
        {"field": ".".join(str(part) for part in bad["loc"][1:]) or bad["loc"][0], "message": bad["msg"]}
        for bad in error.errors()
    ]
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_request", "Some fields are wrong.", errors=fields
    )


async def refuse_value(_: Request, error: Exception) -> JSONResponse:
    """The value is not logged: it may be secret."""
    logger.warning("a value cannot be stored: %s", type(error).__name__)
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "invalid_request",
        "A value cannot be stored: look for control characters.",
    )


async def report_outage(_: Request, error: Exception) -> JSONResponse:
    logger.warning("PostgreSQL does not answer: %s", type(error).__name__)
    return problem(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "database_unavailable",
        "The database does not answer; nothing was recorded, repeat the request.",
        {"Retry-After": "1"},
    )


async def translate_http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    try:
        await authenticate_first(request)
    except errors.ProductError as refusal:
        return await refuse(request, refusal)
    status = HTTPStatus(error.status_code)
    return problem(status, status.name.lower(), str(error.detail), dict(error.headers or {}))


async def report_failure(_: Request, error: Exception) -> JSONResponse:
    logger.error("a request failed", exc_info=error)
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "internal_error", "Something broke; it has been logged.")


def add_error_handlers(app: FastAPI) -> None:
    app.add_exception_handler(errors.ProductError, refuse)
    app.add_exception_handler(RequestValidationError, list_bad_fields)
    app.add_exception_handler(HTTPException, translate_http)
    for outage in OUTAGES:
        app.add_exception_handler(outage, report_outage)
    for unfit in (DataError, DriverDataError, UnicodeEncodeError):
        app.add_exception_handler(unfit, refuse_value)
    app.add_exception_handler(Exception, report_failure)
