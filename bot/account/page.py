from dataclasses import dataclass

from aiogram.types import InlineKeyboardMarkup
from aiogram.utils.formatting import Text

from bot.account import keyboards, texts
from serving.core.account.show_profile import ShowProfile
from serving.core.broadcasts.opt_out import WantsBroadcasts
from serving.core.identity import Actor
from serving.core.leaderboard.choose_appearance import ShowAppearance


@dataclass(frozen=True, slots=True)
class AccountPage:
    """What one has told and chosen, with the buttons that change it."""

    profile: ShowProfile
    appearance: ShowAppearance
    wants: WantsBroadcasts

    async def __call__(self, actor: Actor) -> tuple[Text, InlineKeyboardMarkup]:
        profile, seen, wants = (
            await self.profile(actor),
            await self.appearance(actor),
            await self.wants(actor),
        )
        text = texts.profile(profile, seen, wants_broadcasts=wants)
        return text, keyboards.account(listed=seen.listed, wants_broadcasts=wants, role=profile.role)
