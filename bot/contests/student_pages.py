from dataclasses import dataclass

from aiogram import Bot
from aiogram.types import InlineKeyboardMarkup
from aiogram.utils.formatting import Text

from bot import links
from bot.contests import duel_texts, keyboards, texts
from serving.core.account.show_profile import ShowProfile
from serving.core.contests.contests import Contest, ContestId
from serving.core.contests.show_contests import ShowContest
from serving.core.contests.show_duels import FindDuel
from serving.core.contests.states import ContestState
from serving.core.identity import Actor, Clock

Page = tuple[Text, InlineKeyboardMarkup]


@dataclass(frozen=True, slots=True)
class StudentPages:
    """Contests and duels as students see them."""

    show: ShowContest
    find: FindDuel
    profile: ShowProfile
    clock: Clock
    bot: Bot

    async def contest(self, actor: Actor, contest_id: ContestId) -> Page:
        found = await self.show(contest_id)
        state = found.schedule.state(self.clock())
        name = (await self.bot.me()).username
        link = links.sharing(name, links.Kind.CONTEST, str(found.id))
        return texts.page(found, state, await self._time_zone(actor)), keyboards.page(found, state, link)

    async def duel_of(self, actor: Actor, code: str) -> Page:
        """For who was told its code."""
        return await self.duel(actor, await self.find(code))

    async def duel(self, actor: Actor, duel: Contest) -> Page:
        if duel.schedule.state(self.clock()) is not ContestState.RUNNING:
            return await self.contest(actor, duel.id)
        name, code = (await self.bot.me()).username, duel_texts.code(duel)
        link = links.address(name, links.Kind.DUEL, code)
        invitation = links.sharing(name, links.Kind.DUEL, code, duel_texts.invitation(duel))
        text = duel_texts.duel(duel, link, await self._time_zone(actor))
        return text, keyboards.of_duel(duel, invitation)

    async def _time_zone(self, actor: Actor) -> str:
        return (await self.profile(actor)).time_zone
