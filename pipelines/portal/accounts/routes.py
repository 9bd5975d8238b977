"""Signing in and out, and registration of department staff."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response
from pydantic import SecretStr, ValidationError

from pipelines.portal import texts
from pipelines.portal.accounts.members import add_member
from pipelines.portal.identity import PortalParts
from pipelines.portal.parts import Parts
from pipelines.portal.rendering import keep_session, page
from pipelines.portal.sessions import COOKIE
from serving.core.identity import Address, StudentId
from serving.core.registration.profile import Account

router = APIRouter()

Field = Annotated[str, Form()]


@router.get("/sign-in")
def show_sign_in(request: Request) -> Response:
    return page(request, "accounts/sign_in.html", email="", wrong=None)


@router.post("/sign-in")
async def sign_in(request: Request, parts: PortalParts, email: Field = "", password: Field = "") -> Response:
    address = Address("" if request.client is None else request.client.host)
    student_id = await parts.sign_in(email.replace("\0", ""), SecretStr(password), address)
    if student_id is None:
        wrong = texts.WRONG_CREDENTIALS
        return page(
            request, "accounts/sign_in.html", HTTPStatus.UNPROCESSABLE_ENTITY, email=email, wrong=wrong
        )
    return _welcome(request, parts, student_id)


@router.post("/sign-out")
def sign_out() -> Response:
    response = RedirectResponse("/sign-in", HTTPStatus.SEE_OTHER)
    response.delete_cookie(COOKIE)
    return response


@router.get("/register")
def show_registration(request: Request) -> Response:
    return page(request, "accounts/register.html", given={}, wrong={})


@router.post("/register")
async def register(request: Request, parts: PortalParts) -> Response:
    """All bad fields at once; afterwards one is signed in and waits for a role."""
    form = await request.form()
    given = {name: str(form.get(name, "")) for name in ("email", "password", "surname", "name")}
    try:
        account = Account.model_validate({**given, "consent": form.get("consent") == "yes"})
    except ValidationError as error:
        wrong = {str(bad["loc"][0]) for bad in error.errors(include_input=False)}
        return _ask_again(request, given, {field: texts.ACCOUNT_FIELDS[field] for field in wrong})
    password_hash = await parts.passwords.hash(account.password)
    student_id = await run_in_threadpool(_add, parts, account, password_hash)
    if student_id is None:
        return _ask_again(request, given, {"email": texts.EMAIL_TAKEN})
    return _welcome(request, parts, student_id)


def _add(parts: Parts, account: Account, password_hash: str) -> StudentId | None:
    with parts.database() as connection:
        return add_member(connection, account, password_hash, parts.clock())


def _ask_again(request: Request, given: dict[str, str], wrong: dict[str, str]) -> Response:
    kept = {name: value for name, value in given.items() if name != "password"}
    return page(request, "accounts/register.html", HTTPStatus.UNPROCESSABLE_ENTITY, given=kept, wrong=wrong)


def _welcome(request: Request, parts: Parts, student_id: StudentId) -> Response:
    """A session of its own begins: the cookie that was there before is worth nothing now."""
    request.state.session = parts.sessions.start(student_id)
    response = RedirectResponse("/submissions", HTTPStatus.SEE_OTHER)
    keep_session(request, response)
    return response
