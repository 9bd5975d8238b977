"""Bodies of registration and logging in."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, RootModel, SecretStr, StrictInt, Tag

from serving.core.account.tokens import Tokens
from serving.core.registration.profile import Password

Short = Annotated[str, Field(max_length=254)]
Secret = Annotated[SecretStr, Field(max_length=500)]


class TokensView(BaseModel):
    student_id: int
    access_token: str
    refresh_token: str
    token_type: Literal["bearer"] = "bearer"  # noqa: S105 a name, not a secret
    expires_in: int


class Login(BaseModel):
    email: Short
    password: Secret


class Refresh(BaseModel):
    refresh_token: Secret


class CodeBody(BaseModel):
    code: Secret


class PasswordResetRequest(BaseModel):
    email: Short


class NewPassword(BaseModel):
    email: Short
    code: Secret
    password: Password


class MiniApp(BaseModel):
    model_config = ConfigDict(extra="forbid")

    init_data: Annotated[str, Field(max_length=16_000)]


class LoginWidget(BaseModel):
    """Every field that Telegram gave, as it signed them all."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, StrictInt | str]

    id: StrictInt
    auth_date: StrictInt
    hash: str


def _kind(body: object) -> str:
    fields = body if isinstance(body, Mapping) else vars(body) if hasattr(body, "__dict__") else {}
    return "mini_app" if "init_data" in fields else "login_widget"


class TelegramBody(
    RootModel[
        Annotated[
            Annotated[MiniApp, Tag("mini_app")] | Annotated[LoginWidget, Tag("login_widget")],
            Discriminator(_kind),
        ]
    ]
):
    def proof(self) -> str | Mapping[str, str | int]:
        return self.root.init_data if isinstance(self.root, MiniApp) else self.root.model_dump()


def tokens_view(tokens: Tokens) -> TokensView:
    return TokensView(
        student_id=tokens.student_id,
        access_token=tokens.access,
        refresh_token=tokens.refresh,
        expires_in=tokens.seconds,
    )
