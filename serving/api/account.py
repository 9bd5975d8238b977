"""The student's own account."""

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Annotated

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, JsonValue, WithJsonSchema

from serving.api.identity import bearer
from serving.core.account.change_profile import ChangeProfile
from serving.core.account.erase_student import EraseStudent
from serving.core.account.export_personal_data import ExportPersonalData
from serving.core.account.offer_telegram_link import OfferTelegramLink
from serving.core.account.show_profile import ShowProfile
from serving.core.account.unlink_telegram import UnlinkTelegram
from serving.core.identity import Actor
from serving.core.registration.profile import ProfileChange

router = APIRouter(prefix="/me", tags=["account"], route_class=DishkaRoute, dependencies=[bearer])

ProfileForm = Annotated[Mapping[str, JsonValue], WithJsonSchema(ProfileChange.model_json_schema())]


class ProfileView(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    student_id: int
    email: str | None
    surname: str
    name: str
    patronymic: str | None
    grade: int | str | None
    school: str | None
    region: str | None
    subject: str | None
    time_zone: str
    telegram_linked: bool
    role: str | None
    registered_at: datetime


class PersonalDataView(BaseModel):
    """`records`: by kind, everything that is stored but secrets."""

    records: Mapping[str, list[JsonValue]]


class TelegramLinkView(BaseModel):
    url: str
    expires_at: datetime


@router.get("")
async def get_me(actor: FromDishka[Actor], show: FromDishka[ShowProfile]) -> ProfileView:
    return ProfileView.model_validate(await show(actor))


@router.patch("")
async def change_me(
    form: ProfileForm, actor: FromDishka[Actor], change: FromDishka[ChangeProfile]
) -> ProfileView:
    return ProfileView.model_validate(await change(actor, form))


@router.delete("", status_code=HTTPStatus.NO_CONTENT)
async def delete_me(actor: FromDishka[Actor], erase: FromDishka[EraseStudent]) -> None:
    """For good: the answers stay, but nothing tells whose they were."""
    await erase(actor)


@router.get("/data")
async def get_my_data(actor: FromDishka[Actor], export: FromDishka[ExportPersonalData]) -> PersonalDataView:
    return PersonalDataView.model_validate({"records": (await export(actor)).records})


@router.post("/telegram", status_code=HTTPStatus.CREATED)
async def link_telegram(actor: FromDishka[Actor], offer: FromDishka[OfferTelegramLink]) -> TelegramLinkView:
    """Whoever opens the link in Telegram within ten minutes is linked."""
    link = await offer(actor)
    return TelegramLinkView(url=link.url, expires_at=link.expires_at)


@router.delete("/telegram", status_code=HTTPStatus.NO_CONTENT)
async def unlink_telegram(actor: FromDishka[Actor], unlink: FromDishka[UnlinkTelegram]) -> None:
    await unlink(actor)
