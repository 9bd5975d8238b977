"""What may go wrong at the page, and the one table from it to what the department reads."""

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from pipelines.portal import error_texts as texts
from pipelines.portal.headers import HEADERS
from pipelines.portal.rendering import page
from pipelines.stores.addresses import StoreError
from pipelines.stores.rollbacks import RollbackRefused
from serving.core.errors import TooManyAttempts
from serving.db.unit_of_work import OUTAGES

logger = logging.getLogger(__name__)


class PortalError(Exception):
    """The base of the refusals below."""


class SignInNeeded(PortalError):
    """Nobody is signed in."""


class RoleNeeded(PortalError):
    """The account has no role yet."""


class NotAllowed(PortalError):
    """The role or its subjects do not cover this."""


class FormRefused(PortalError):
    """The form was not rendered for this session."""


class NotFound(PortalError):
    """There is no such thing, or it belongs to another department."""


class AlreadyDecided(PortalError):
    """Somebody has published or declined the upload before."""


STATUSES: dict[type[PortalError], HTTPStatus] = {
    RoleNeeded: HTTPStatus.FORBIDDEN,
    NotAllowed: HTTPStatus.FORBIDDEN,
    FormRefused: HTTPStatus.FORBIDDEN,
    NotFound: HTTPStatus.NOT_FOUND,
    AlreadyDecided: HTTPStatus.CONFLICT,
}


def _page(request: Request, status: HTTPStatus, text: texts.ErrorText) -> Response:
    return page(request, "error.html", status, title=text.title, sentence=text.sentence)


def refuse(request: Request, error: Exception) -> Response:
    status = STATUSES[type(error)]  # type: ignore[index]
    return _page(request, status, texts.ERRORS[type(error).__name__])


def ask_to_sign_in(_: Request, __: Exception) -> Response:
    return RedirectResponse("/sign-in", HTTPStatus.SEE_OTHER)


def refuse_request(request: Request, error: Exception) -> Response:
    """Addresses and fields that no page of ours leads to."""
    status = HTTPStatus(error.status_code) if isinstance(error, HTTPException) else HTTPStatus.NOT_FOUND
    return _page(request, status, texts.BY_STATUS.get(status, texts.ERRORS["NotFound"]))


def refuse_rollback(request: Request, error: Exception) -> Response:
    logger.info("%s", error)
    return _page(request, HTTPStatus.CONFLICT, texts.NOT_ROLLED_BACK)


def ask_to_wait(request: Request, error: Exception) -> Response:
    assert isinstance(error, TooManyAttempts)
    response = _page(request, HTTPStatus.TOO_MANY_REQUESTS, texts.too_many_attempts(error.retry_after))
    response.headers["Retry-After"] = str(error.retry_after)
    return response


def report_outage(request: Request, error: Exception) -> Response:
    logger.warning("%s", error)
    return _page(request, HTTPStatus.SERVICE_UNAVAILABLE, texts.OUTAGE)


def report_failure(request: Request, error: Exception) -> Response:
    logger.error("a page failed", exc_info=error)
    response = _page(request, HTTPStatus.INTERNAL_SERVER_ERROR, texts.FAILURE)
    response.headers.update(HEADERS)  # it is made outside of all middleware
    return response


def add_error_pages(app: FastAPI) -> None:
    app.add_exception_handler(PortalError, refuse)
    app.add_exception_handler(SignInNeeded, ask_to_sign_in)
    app.add_exception_handler(HTTPException, refuse_request)
    app.add_exception_handler(RequestValidationError, refuse_request)
    app.add_exception_handler(RollbackRefused, refuse_rollback)
    app.add_exception_handler(TooManyAttempts, ask_to_wait)
    for outage in (StoreError, *OUTAGES):
        app.add_exception_handler(outage, report_outage)
    app.add_exception_handler(Exception, report_failure)
