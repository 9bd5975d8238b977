from aiogram import F, Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.types import Message
from dishka.integrations.aiogram import FromDishka

from bot.registration.handlers import ask_consent
from bot.replies import reply
from bot.start import texts
from serving.core.account.errors import CodeRefused, TelegramTaken
from serving.core.account.link_telegram import LinkTelegram
from serving.core.account.offer_telegram_link import PREFIX
from serving.core.account.show_profile import ShowProfile
from serving.core.identity import Actor, TelegramId

router = Router(name="start")


@router.message(CommandStart(deep_link=True, magic=F.args.startswith(PREFIX)))
async def link(
    message: Message,
    command: CommandObject,
    telegram_id: TelegramId,
    link_telegram: FromDishka[LinkTelegram],
) -> None:
    try:
        await link_telegram((command.args or "").removeprefix(PREFIX), telegram_id)
    except (CodeRefused, TelegramTaken):
        await reply(message, texts.LINK_REFUSED)
    else:
        await reply(message, texts.LINKED)


@router.message(CommandStart())
async def start(
    message: Message,
    command: CommandObject,
    actor: Actor | None,
    state: FSMContext,
    profile: FromDishka[ShowProfile],
) -> None:
    if actor is None:
        await reply(message, texts.STRANGER)
        await ask_consent(message, state, command.args)
        return
    await reply(message, texts.welcome_back(await profile(actor)))


@router.message(Command("help"))
async def show_help(message: Message) -> None:
    await reply(message, texts.HELP)


@router.message(Command("cancel"))
async def cancel(message: Message, state: FSMContext) -> None:
    """Of a wizard; a question that waits goes on waiting."""
    begun = await state.get_state() is not None
    await state.set_state(None)
    await reply(message, texts.CANCELLED if begun else texts.NOTHING_TO_CANCEL)
