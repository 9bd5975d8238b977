"""Personal tokens."""

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Annotated

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field

from serving.api.cursors import Cursor, Limit, Page, number_of, page_of
from serving.api.identity import bearer
from serving.core.account.create_personal_token import CreatePersonalToken
from serving.core.account.personal_tokens import PersonalToken, PersonalTokenId, PersonalTokens
from serving.core.account.revoke_personal_token import RevokePersonalToken
from serving.core.identity import Actor, Scope
from serving.core.registration.profile import Line

router = APIRouter(prefix="/auth/tokens", tags=["account"], route_class=DishkaRoute, dependencies=[bearer])

BigInteger = Annotated[int, Path(ge=1, lt=1 << 63)]


class PersonalTokenView(BaseModel):
    id: int
    title: str
    scopes: list[Scope]
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None


class CreatedPersonalTokenView(PersonalTokenView):
    """`token` is shown this once."""

    token: str


class PersonalTokenBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: Line
    scopes: Annotated[frozenset[Scope], Field(min_length=1)]
    days: Annotated[int, Field(ge=1, le=366)] = 90


@router.get("")
async def list_personal_tokens(
    actor: FromDishka[Actor], tokens: FromDishka[PersonalTokens], cursor: Cursor = None, limit: Limit = 50
) -> Page[PersonalTokenView]:
    found = await tokens.all(actor.student_id, number_of(cursor), limit + 1)
    last = (found[limit - 1].id,) if len(found) > limit else None
    return page_of([personal_token_view(token) for token in found], limit, last)


@router.post("", status_code=HTTPStatus.CREATED)
async def create_personal_token(
    body: PersonalTokenBody, actor: FromDishka[Actor], create: FromDishka[CreatePersonalToken]
) -> CreatedPersonalTokenView:
    secret, token = await create(actor, body.title, body.scopes, timedelta(days=body.days))
    return CreatedPersonalTokenView(token=secret, **dict(personal_token_view(token)))


@router.delete("/{token_id}", status_code=HTTPStatus.NO_CONTENT)
async def revoke_personal_token(
    token_id: BigInteger, actor: FromDishka[Actor], revoke: FromDishka[RevokePersonalToken]
) -> None:
    await revoke(actor, PersonalTokenId(token_id))


def personal_token_view(token: PersonalToken) -> PersonalTokenView:
    return PersonalTokenView(
        id=token.id,
        title=token.title,
        scopes=sorted(token.scopes),
        created_at=token.created_at,
        expires_at=token.expires_at,
        last_used_at=token.last_used_at,
    )
