"""Registration and tokens."""

from http import HTTPStatus
from typing import Literal

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from pydantic import BaseModel, SecretStr

from serving.core.account.log_in import LogIn
from serving.core.account.tokens import LogOut, RefreshAccess, Tokens
from serving.core.registration.profile import Registration
from serving.core.registration.register_student import RegisterStudent

router = APIRouter(prefix="/auth", tags=["auth"], route_class=DishkaRoute)


class TokensView(BaseModel):
    student_id: int
    access_token: str
    refresh_token: str
    token_type: Literal["bearer"] = "bearer"  # noqa: S105 a name, not a secret
    expires_in: int


class Login(BaseModel):
    email: str
    password: SecretStr


class Refresh(BaseModel):
    refresh_token: SecretStr


def tokens_view(tokens: Tokens) -> TokensView:
    return TokensView(
        student_id=tokens.student_id,
        access_token=tokens.access,
        refresh_token=tokens.refresh,
        expires_in=tokens.seconds,
    )


@router.post("/register", status_code=HTTPStatus.CREATED)
async def register(registration: Registration, register_student: FromDishka[RegisterStudent]) -> TokensView:
    return tokens_view(await register_student(registration))


@router.post("/login")
async def login(credentials: Login, log_in: FromDishka[LogIn]) -> TokensView:
    return tokens_view(await log_in(credentials.email, credentials.password))


@router.post("/refresh")
async def refresh(body: Refresh, refresh_access: FromDishka[RefreshAccess]) -> TokensView:
    return tokens_view(await refresh_access(body.refresh_token.get_secret_value()))


@router.post("/logout", status_code=HTTPStatus.NO_CONTENT)
async def logout(body: Refresh, log_out: FromDishka[LogOut]) -> None:
    await log_out(body.refresh_token.get_secret_value())
