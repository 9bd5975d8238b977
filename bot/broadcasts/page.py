from dataclasses import dataclass

from aiogram.types import InlineKeyboardMarkup
from aiogram.utils.formatting import Text

from bot.broadcasts import menu_keyboards as keyboards
from bot.broadcasts import menu_texts as texts
from bot.broadcasts.orders import By
from serving.core.broadcasts.broadcasts import BroadcastId, BroadcastState
from serving.core.broadcasts.count_recipients import CountRecipients
from serving.core.broadcasts.show_broadcasts import ListBroadcasts, ShowReport
from serving.core.identity import Actor
from serving.core.training.ports import Subjects

Page = tuple[Text, InlineKeyboardMarkup]
NEWEST = 8
NOT_BEGUN = (BroadcastState.DRAFT, BroadcastState.SCHEDULED)


@dataclass(frozen=True, slots=True)
class BroadcastPages:
    """What an admin sees; every part of it refuses others."""

    newest: ListBroadcasts
    show: ShowReport
    count: CountRecipients
    subjects: Subjects

    async def all(self, actor: Actor) -> Page:
        found = await self.newest(actor, None, NEWEST)
        return texts.LIST if found else texts.NOTHING, keyboards.everything(found)

    async def one(self, actor: Actor, broadcast_id: BroadcastId) -> Page:
        report = await self.show(actor, broadcast_id)
        begun = report.broadcast.state not in NOT_BEGUN
        reach = None if begun else await self.count(actor, broadcast_id)
        return texts.broadcast(report, reach, await self.titles()), keyboards.of_broadcast(report)

    async def values(self, actor: Actor, broadcast_id: BroadcastId, by: By) -> Page:
        report, reach = await self.show(actor, broadcast_id), await self.count(actor, broadcast_id)
        return texts.values(by, reach), keyboards.values(report.broadcast, by, await self.titles())

    async def titles(self) -> dict[str, str]:
        return {subject.code: subject.title for subject in await self.subjects.all()}
