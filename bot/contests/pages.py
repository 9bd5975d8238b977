from dataclasses import dataclass

from aiogram.types import InlineKeyboardMarkup
from aiogram.utils.formatting import Text

from bot.contests import condition_texts
from bot.contests import making_keyboards as keyboards
from bot.contests import making_texts as texts
from serving.core.account.show_profile import ShowProfile
from serving.core.contests.contests import ContestId
from serving.core.contests.show_contests import ListContests
from serving.core.contests.show_plan import ShowPlan
from serving.core.identity import Actor, Clock
from serving.core.roles.permissions import Permissions
from serving.core.roles.roles import Role

Page = tuple[Text, InlineKeyboardMarkup]
NEWEST = 8


@dataclass(frozen=True, slots=True)
class ContestPages:
    """What those see who make contests: admins all, departments those of their subjects."""

    permissions: Permissions
    newest: ListContests
    plan: ShowPlan
    profile: ShowProfile
    clock: Clock

    async def all(self, actor: Actor) -> Page:
        granted = await self.permissions.require(actor, Role.ADMIN, Role.DEPARTMENT)
        found = [
            contest
            for contest in await self.newest(actor, None)
            if granted.role is Role.ADMIN or contest.plan.subject in granted.subjects
        ][:NEWEST]
        return texts.MADE if found else texts.NONE_MADE, keyboards.made(found, self.clock())

    async def one(self, actor: Actor, contest_id: ContestId) -> Page:
        contest = await self.plan(actor, contest_id)
        state = contest.schedule.state(self.clock())
        time_zone = (await self.profile(actor)).time_zone
        return texts.made(contest, state, time_zone), keyboards.of_contest(contest, state)

    async def conditions(self, actor: Actor, contest_id: ContestId) -> Page:
        contest = await self.plan(actor, contest_id)
        state = contest.schedule.state(self.clock())
        return condition_texts.conditions(contest.plan), keyboards.conditions(contest, state)
