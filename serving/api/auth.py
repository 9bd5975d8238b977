"""Registration and logging in."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from pydantic import JsonValue, WithJsonSchema

from serving.api.auth_views import (
    CodeBody,
    Login,
    NewPassword,
    PasswordResetRequest,
    Refresh,
    TelegramBody,
    TokensView,
    tokens_view,
)
from serving.core.account.log_in import LogIn
from serving.core.account.log_in_by_code import LogInByCode
from serving.core.account.log_in_by_telegram import LogInByTelegram
from serving.core.account.request_password_reset import RequestPasswordReset
from serving.core.account.reset_password import ResetPassword
from serving.core.account.tokens import LogOut, RefreshAccess
from serving.core.registration.profile import Registration
from serving.core.registration.register_student import RegisterStudent

router = APIRouter(prefix="/auth", tags=["auth"], route_class=DishkaRoute)

RegistrationForm = Annotated[Mapping[str, JsonValue], WithJsonSchema(Registration.model_json_schema())]
"""Read by the use case, which knows the subjects too, so that all bad fields are listed at once."""


@router.post("/register", status_code=HTTPStatus.CREATED)
async def register(form: RegistrationForm, register_student: FromDishka[RegisterStudent]) -> TokensView:
    """A region that is not clear is refused with `candidates` to choose from."""
    return tokens_view(await register_student(form))


@router.post("/login")
async def login(credentials: Login, log_in: FromDishka[LogIn]) -> TokensView:
    return tokens_view(await log_in(credentials.email, credentials.password))


@router.post("/refresh")
async def refresh(body: Refresh, refresh_access: FromDishka[RefreshAccess]) -> TokensView:
    return tokens_view(await refresh_access(body.refresh_token.get_secret_value()))


@router.post("/logout", status_code=HTTPStatus.NO_CONTENT)
async def logout(body: Refresh, log_out: FromDishka[LogOut]) -> None:
    await log_out(body.refresh_token.get_secret_value())


@router.post("/telegram")
async def login_by_telegram(body: TelegramBody, log_in: FromDishka[LogInByTelegram]) -> TokensView:
    """The `init_data` of a Mini App as Telegram gave it, or the fields of the Login Widget."""
    return tokens_view(await log_in(body.proof()))


@router.post("/code")
async def login_by_code(body: CodeBody, log_in: FromDishka[LogInByCode]) -> TokensView:
    """The code that the bot shows on /login."""
    return tokens_view(await log_in(body.code.get_secret_value()))


@router.post("/password-reset", status_code=HTTPStatus.ACCEPTED)
async def request_password_reset(
    body: PasswordResetRequest, request: FromDishka[RequestPasswordReset]
) -> None:
    """Sends a code to the e-mail if somebody registered with it, which is not told."""
    await request(body.email)


@router.post("/password-reset/confirm", status_code=HTTPStatus.NO_CONTENT)
async def reset_password(body: NewPassword, reset: FromDishka[ResetPassword]) -> None:
    """Ends every login and personal token."""
    await reset(body.email, body.code.get_secret_value(), body.password)
