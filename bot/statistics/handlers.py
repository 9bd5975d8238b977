from asyncio import to_thread

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import BufferedInputFile, CallbackQuery, Message
from dishka.integrations.aiogram import FromDishka

from bot.rendering.charts import chart
from bot.replies import chat_of, reply, show, toast
from bot.statistics import texts
from bot.subjects import Chosen, choice
from serving.core.identity import Actor
from serving.core.statistics.show_statistics import ShowStatistics
from serving.core.training.ports import Subjects

router = Router(name="statistics")


@router.message(Command("stats"))
async def choose_subject(message: Message, subjects: FromDishka[Subjects]) -> None:
    await reply(message, texts.WHICH, choice("stats", await subjects.all()))


@router.callback_query(Chosen.filter(F.about == "stats"))
async def show_statistics(
    query: CallbackQuery,
    callback_data: Chosen,
    actor: Actor,
    statistics: FromDishka[ShowStatistics],
    subjects: FromDishka[Subjects],
) -> None:
    """The words first: the picture only repeats what they say."""
    await toast(query)
    subject = await subjects.find(callback_data.subject)
    found = await statistics(actor, callback_data.subject)
    await show(query, texts.statistics(subject.title if subject else callback_data.subject, found))
    if found.totals.answers and query.bot is not None:
        picture = await to_thread(chart, found.trend, found.themes)
        file = BufferedInputFile(picture, "statistics.png")
        await query.bot.send_photo(chat_of(query), file, caption=str(texts.CAPTION))
