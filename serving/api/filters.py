"""The student's choice within a subject."""

from http import HTTPStatus

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter

from serving.api.identity import bearer
from serving.core.filters.choose_filters import ChooseFilters
from serving.core.filters.filters import Filters
from serving.core.filters.ports import FilterChoices
from serving.core.identity import Actor

router = APIRouter(prefix="/me/filters", tags=["filters"], route_class=DishkaRoute, dependencies=[bearer])


@router.get("/{subject}")
async def get_filters(subject: str, actor: FromDishka[Actor], choices: FromDishka[FilterChoices]) -> Filters:
    return await choices.get(actor.student_id, subject)


@router.put("/{subject}")
async def put_filters(
    subject: str, filters: Filters, actor: FromDishka[Actor], choose_filters: FromDishka[ChooseFilters]
) -> Filters:
    """An absent filter means all; a changed choice ends the open session of the subject."""
    return await choose_filters(actor, subject, filters)


@router.delete("/{subject}", status_code=HTTPStatus.NO_CONTENT)
async def delete_filters(
    subject: str, actor: FromDishka[Actor], choose_filters: FromDishka[ChooseFilters]
) -> None:
    await choose_filters(actor, subject, Filters())
