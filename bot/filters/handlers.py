from dataclasses import dataclass

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message
from dishka.integrations.aiogram import FromDishka

from bot.filters import keyboards, texts
from bot.filters.keyboards import Look, Reset, Tick, Unseen
from bot.replies import reply, show, toast
from bot.subjects import Chosen, choice
from serving.core.filters.choose_filters import ChooseFilters
from serving.core.filters.count_choices import CountChoices, CountedChoice
from serving.core.filters.filters import Filters
from serving.core.identity import Actor
from serving.core.training.ports import Subjects

router = Router(name="filters")


@dataclass(frozen=True, slots=True)
class FilterPages:
    """What the handlers of filters have in common."""

    subjects: Subjects
    count: CountChoices
    choose: ChooseFilters

    async def all(self, query: CallbackQuery, actor: Actor, subject: str) -> None:
        counted = await self.count(actor, subject)
        found = await self.subjects.find(subject)
        title = found.title if found else subject
        await show(query, texts.summary(title, counted), keyboards.all_filters(subject, counted))

    async def one(self, query: CallbackQuery, actor: Actor, subject: str, name: str, page: int) -> None:
        counted = await self.count(actor, subject)
        await show(query, texts.values(name, counted), keyboards.one_filter(subject, name, page, counted))


@router.message(Command("filters"))
async def choose_subject(message: Message, subjects: FromDishka[Subjects]) -> None:
    await reply(message, texts.WHICH, choice("filters", await subjects.all()))


@router.callback_query(Chosen.filter(F.about == "filters"))
async def look_at_all(
    query: CallbackQuery, callback_data: Chosen, actor: Actor, pages: FromDishka[FilterPages]
) -> None:
    await toast(query)
    await pages.all(query, actor, callback_data.subject)


@router.callback_query(Look.filter())
async def look(
    query: CallbackQuery, callback_data: Look, actor: Actor, pages: FromDishka[FilterPages]
) -> None:
    await toast(query)
    subject, name = callback_data.subject, callback_data.name
    if name in texts.NAMES:
        await pages.one(query, actor, subject, name, callback_data.page)
    else:
        await pages.all(query, actor, subject)


@router.callback_query(Tick.filter())
async def tick(
    query: CallbackQuery, callback_data: Tick, actor: Actor, pages: FromDishka[FilterPages]
) -> None:
    subject, name, place = callback_data.subject, callback_data.name, callback_data.place
    counted = await pages.count(actor, subject)
    values = keyboards.values_of(name, counted) if name in texts.NAMES else []
    if place >= len(values) or keyboards.mark(values[place]) != callback_data.mark:
        await toast(query, texts.CHANGED)
    else:
        await toast(query)
        await pages.choose(actor, subject, ticked(name, values[place], counted))
    await pages.one(query, actor, subject, name, place // keyboards.PAGE)


@router.callback_query(Unseen.filter())
async def only_unseen(
    query: CallbackQuery, callback_data: Unseen, actor: Actor, pages: FromDishka[FilterPages]
) -> None:
    await toast(query)
    chosen = (await pages.count(actor, callback_data.subject)).chosen
    changed = chosen.model_copy(update={"unseen_only": not chosen.unseen_only})
    await pages.choose(actor, callback_data.subject, changed)
    await pages.all(query, actor, callback_data.subject)


@router.callback_query(Reset.filter())
async def reset(
    query: CallbackQuery, callback_data: Reset, actor: Actor, pages: FromDishka[FilterPages]
) -> None:
    await toast(query)
    await pages.choose(actor, callback_data.subject, Filters())
    await pages.all(query, actor, callback_data.subject)


def ticked(name: str, value: object, counted: CountedChoice) -> Filters:
    """The choice with the value taken in or out; with none left the filter is off."""
    filters = counted.chosen
    if name == "subway":
        after: object = None if filters.subway == value else value
    else:
        before = keyboards.chosen_of(name, filters)
        kept = [each for each in before if each != value]
        after = (kept if value in before else [*before, value]) or None
    return Filters.model_validate(filters.model_dump() | {name: after})
