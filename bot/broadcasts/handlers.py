"""A student's wish to get broadcasts or none."""

from aiogram import Router
from aiogram.types import CallbackQuery
from dishka.integrations.aiogram import FromDishka

from bot.broadcasts import texts
from bot.broadcasts.wishes import Mute
from bot.keyboards import keyboard
from bot.replies import toast, without_noise
from serving.core.broadcasts.opt_out import OptOut
from serving.core.identity import Actor

router = Router(name="broadcasts")


@router.callback_query(Mute.filter())
async def wish(query: CallbackQuery, callback_data: Mute, actor: Actor, opt_out: FromDishka[OptOut]) -> None:
    wanted = callback_data.wanted
    await opt_out(actor.student_id, wanted=wanted)
    await toast(query, texts.UNMUTED if wanted else texts.MUTED)
    if query.message is not None and query.bot is not None:
        other = (texts.OPT_OUT, Mute(wanted=False)) if wanted else (texts.OPT_IN, Mute(wanted=True))
        async with without_noise():
            await query.bot.edit_message_reply_markup(
                chat_id=query.message.chat.id,
                message_id=query.message.message_id,
                reply_markup=keyboard([other]),
            )
