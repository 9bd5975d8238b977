"""Contests and duels that somebody has sent as a link."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message
from dishka.integrations.aiogram import FromDishka

from bot.contests.student_pages import StudentPages
from bot.links import Follow, Kind, Opens
from bot.replies import reply, show, toast
from serving.core.contests.contests import ContestId
from serving.core.identity import Actor

router = Router(name="links of contests")

Pages = FromDishka[StudentPages]


@router.message(Opens(Kind.CONTEST))
async def open_contest(message: Message, opened: str, actor: Actor, pages: Pages) -> None:
    await reply(message, *await pages.contest(actor, ContestId(int(opened))))


@router.message(Opens(Kind.DUEL))
async def open_duel(message: Message, opened: str, actor: Actor, pages: Pages) -> None:
    await reply(message, *await pages.duel_of(actor, opened))


@router.callback_query(Follow.filter(F.kind == Kind.CONTEST))
async def open_contest_after_registration(
    query: CallbackQuery, callback_data: Follow, actor: Actor, pages: Pages
) -> None:
    await toast(query)
    await show(query, *await pages.contest(actor, ContestId(int(callback_data.name))))


@router.callback_query(Follow.filter(F.kind == Kind.DUEL))
async def open_duel_after_registration(
    query: CallbackQuery, callback_data: Follow, actor: Actor, pages: Pages
) -> None:
    await toast(query)
    await show(query, *await pages.duel_of(actor, callback_data.name))
