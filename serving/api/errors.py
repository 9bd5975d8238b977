"""One table from the errors of the product to `application/problem+json`."""

import logging
from dataclasses import asdict, is_dataclass
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DataError
from starlette.exceptions import HTTPException

from serving.core import errors
from serving.db.unit_of_work import OUTAGES

logger = logging.getLogger(__name__)

PROBLEMS: dict[type[errors.ProductError], tuple[HTTPStatus, str, str]] = {
    errors.EmailTaken: (HTTPStatus.CONFLICT, "email_taken", "This e-mail is registered already; log in."),
    errors.WrongCredentials: (HTTPStatus.UNAUTHORIZED, "wrong_credentials", "Wrong e-mail or password."),
    errors.TokenRefused: (HTTPStatus.UNAUTHORIZED, "token_refused", "The token is invalid or expired."),
    errors.SubjectUnknown: (HTTPStatus.NOT_FOUND, "subject_unknown", "See GET /v1/subjects for the codes."),
    errors.SessionNotFound: (HTTPStatus.NOT_FOUND, "session_not_found", "You have no such session."),
    errors.SessionFinished: (HTTPStatus.CONFLICT, "session_finished", "Start another session."),
    errors.ServeNotFound: (HTTPStatus.NOT_FOUND, "serve_not_found", "You were served no such question."),
    errors.AnswerMalformed: (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "answer_malformed",
        "yes_no takes true or false, one an option id, multiple a list of option ids, open a text.",
    ),
    errors.FiltersNotDefault: (
        HTTPStatus.CONFLICT,
        "filters_not_default",
        "A competitive session takes all questions; delete the filters first.",
    ),
    errors.FiltersTooStrict: (HTTPStatus.CONFLICT, "filters_too_strict", "No question fits the filters."),
    errors.PoolExhausted: (
        HTTPStatus.CONFLICT,
        "pool_exhausted",
        "You have answered every question that fits.",
    ),
    errors.BankNotLoaded: (
        HTTPStatus.SERVICE_UNAVAILABLE,
        "bank_not_loaded",
        "The question bank is being read; try again in a second.",
    ),
}


def problem(
    status: HTTPStatus, code: str, detail: str, headers: dict[str, str] | None = None, **facts: object
) -> JSONResponse:
    """RFC 9457; `code` is stable, `detail` is for people."""
    body = {"title": status.phrase, "status": int(status), "code": code, "detail": detail, **facts}
    return JSONResponse(body, int(status), headers, media_type="application/problem+json")


async def refuse(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, errors.ProductError)
    status, code, detail = PROBLEMS[type(error)]
    headers = {"WWW-Authenticate": "Bearer"} if status is HTTPStatus.UNAUTHORIZED else None
    if status is HTTPStatus.SERVICE_UNAVAILABLE:
        headers = {"Retry-After": "1"}
    return problem(status, code, detail, headers, **(asdict(error) if is_dataclass(error) else {}))


async def list_bad_fields(_: Request, error: Exception) -> JSONResponse:
    """All at once; the values themselves are not repeated, as they may be secret."""
    assert isinstance(error, RequestValidationError)
    fields = [
        {"field": ".".join(str(part) for part in bad["loc"][1:]) or bad["loc"][0], "message": bad["msg"]}
        for bad in error.errors()
    ]
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_request", "Some fields are wrong.", errors=fields
    )


async def refuse_value(_: Request, error: Exception) -> JSONResponse:
    logger.warning("PostgreSQL refuses a value: %s", error)
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "invalid_request",
        "A value cannot be stored: look for control characters.",
    )


async def report_outage(_: Request, error: Exception) -> JSONResponse:
    logger.warning("PostgreSQL does not answer: %s", error)
    return problem(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "database_unavailable",
        "The database does not answer; nothing was recorded, repeat the request.",
        {"Retry-After": "1"},
    )


async def translate_http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
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
    app.add_exception_handler(DataError, refuse_value)
    app.add_exception_handler(Exception, report_failure)
