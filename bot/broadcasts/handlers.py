"""A student's wish to get broadcasts or none."""

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from dishka.integrations.aiogram import FromDishka

from bot.broadcasts import texts
from bot.broadcasts.wishes import Mute
from bot.keyboards import Button, keyboard
from bot.replies import toast, without_noise
from serving.core.broadcasts.opt_out import OptOut
from serving.core.identity import Actor

router = Router(name="broadcasts")


@router.callback_query(Mute.filter())
async def wish(query: CallbackQuery, callback_data: Mute, actor: Actor, opt_out: FromDishka[OptOut]) -> None:
    wanted = callback_data.wanted
    await opt_out(actor.student_id, wanted=wanted)
    await toast(query, texts.UNMUTED if wanted else texts.MUTED)
    if isinstance(query.message, Message):
        other = (texts.OPT_OUT, Mute(wanted=False)) if wanted else (texts.OPT_IN, Mute(wanted=True))
        async with without_noise():
            await query.message.edit_reply_markup(reply_markup=_with(other, query.message.reply_markup))


def _with(other: Button, shown: InlineKeyboardMarkup | None) -> InlineKeyboardMarkup:
    """Links of the broadcast stay above."""
    links = [row for row in (shown.inline_keyboard if shown else []) if row[0].url]
    return InlineKeyboardMarkup(inline_keyboard=[*links, *keyboard([other]).inline_keyboard])
