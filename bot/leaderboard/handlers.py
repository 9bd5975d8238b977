from aiogram import F, Router
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, Message
from dishka.integrations.aiogram import FromDishka

from bot.keyboards import keyboard
from bot.leaderboard import texts
from bot.replies import reply, show, toast
from bot.subjects import Chosen, choice
from serving.core.identity import Actor
from serving.core.leaderboard.show_leaderboard import ShowLeaderboard
from serving.core.leaderboard.windows import Window
from serving.core.training.ports import Subjects

router = Router(name="leaderboard")


class Turn(CallbackData, prefix="l1"):
    subject: str
    window: Window


@router.message(Command("top"))
async def choose_subject(message: Message, subjects: FromDishka[Subjects]) -> None:
    await reply(message, texts.WHICH, choice("top", await subjects.all()))


@router.callback_query(Chosen.filter(F.about == "top"))
async def season(
    query: CallbackQuery,
    callback_data: Chosen,
    actor: Actor,
    board: FromDishka[ShowLeaderboard],
    subjects: FromDishka[Subjects],
) -> None:
    await toast(query)
    await _show(query, callback_data.subject, Window.SEASON, actor, board, subjects)


@router.callback_query(Turn.filter())
async def window(
    query: CallbackQuery,
    callback_data: Turn,
    actor: Actor,
    board: FromDishka[ShowLeaderboard],
    subjects: FromDishka[Subjects],
) -> None:
    await toast(query)
    await _show(query, callback_data.subject, callback_data.window, actor, board, subjects)


async def _show(
    query: CallbackQuery,
    subject: str,
    window: Window,
    actor: Actor,
    board: ShowLeaderboard,
    subjects: Subjects,
) -> None:
    found = await board(actor, subject, window)
    known = await subjects.find(subject)
    turns = [
        (f"• {text}" if each is window else text, Turn(subject=subject, window=each))
        for each, text in texts.WINDOWS.items()
    ]
    await show(query, texts.board(known.title if known else subject, found), keyboard(turns))
