"""Who does not read Russian chooses before he agrees to anything."""

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.types import CallbackQuery
from dishka.integrations.aiogram import FromDishka

from bot.account.keyboards import Read
from bot.languages import speak
from bot.registration import keyboards, texts
from bot.registration.states import Registration
from bot.replies import show, toast
from serving.core.identity import TelegramId
from serving.db.repositories.telegram_chats import SqlTelegramChats

router = Router(name="language of strangers")


@router.callback_query(StateFilter(Registration.consent), Read.filter())
async def take_language(
    query: CallbackQuery,
    callback_data: Read,
    telegram_id: TelegramId,
    chats: FromDishka[SqlTelegramChats],
) -> None:
    await toast(query)
    await chats.reads(telegram_id, callback_data.language)
    speak(callback_data.language)
    await show(query, texts.CONSENT, keyboards.consent())
