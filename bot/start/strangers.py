"""The last handlers: what nobody else has taken."""

from aiogram import Router
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message
from dishka.integrations.aiogram import FromDishka

from bot.replies import reply, toast
from bot.start import texts
from serving.core.identity import Actor, TelegramId
from serving.db.repositories.telegram_chats import SqlTelegramChats

router = Router(name="strangers")


@router.message()
async def anything_else(message: Message, actor: Actor | None) -> None:
    await reply(message, texts.NOT_UNDERSTOOD if actor else texts.REGISTER_FIRST)


@router.callback_query()
async def any_other_button(query: CallbackQuery) -> None:
    """Of a message that an older version of the bot sent."""
    await toast(query, texts.OLD_BUTTON)


@router.my_chat_member()
async def membership(
    event: ChatMemberUpdated, telegram_id: TelegramId, chats: FromDishka[SqlTelegramChats]
) -> None:
    if event.new_chat_member.status in {"kicked", "left"}:
        await chats.blocked(telegram_id)
