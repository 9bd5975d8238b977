"""The student's choice within a subject."""

from http import HTTPStatus

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter

from serving.api.filter_views import FiltersView, filters_view
from serving.api.identity import bearer
from serving.core.filters.choose_filters import ChooseFilters
from serving.core.filters.count_choices import CountChoices
from serving.core.filters.filters import Filters
from serving.core.identity import Actor

router = APIRouter(prefix="/me/filters", tags=["filters"], route_class=DishkaRoute, dependencies=[bearer])


@router.get("/{subject}")
async def get_filters(
    subject: str, actor: FromDishka[Actor], count_choices: FromDishka[CountChoices]
) -> FiltersView:
    """What is chosen, with how many questions each value would give beside the other filters."""
    return filters_view(await count_choices(actor, subject))


@router.put("/{subject}")
async def put_filters(
    subject: str,
    filters: Filters,
    actor: FromDishka[Actor],
    choose_filters: FromDishka[ChooseFilters],
    count_choices: FromDishka[CountChoices],
) -> FiltersView:
    """An absent filter means all; a changed choice ends the open session of the subject."""
    await choose_filters(actor, subject, filters)
    return filters_view(await count_choices(actor, subject))


@router.delete("/{subject}", status_code=HTTPStatus.NO_CONTENT)
async def delete_filters(
    subject: str, actor: FromDishka[Actor], choose_filters: FromDishka[ChooseFilters]
) -> None:
    await choose_filters(actor, subject, Filters())
