"""The link that a student opens in Telegram to link his account."""

from dataclasses import dataclass
from datetime import datetime

from serving.core.account.errors import TelegramUnavailable
from serving.core.account.one_time_codes import OfferCode, Purpose
from serving.core.account.telegram_proof import Bot
from serving.core.identity import Actor, UnitOfWork

PREFIX = "link_"
"""Of the parameter of /start."""


@dataclass(frozen=True, slots=True)
class TelegramLink:
    url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class OfferTelegramLink:
    offer: OfferCode
    bot: Bot
    work: UnitOfWork

    async def __call__(self, actor: Actor) -> TelegramLink:
        if self.bot.name is None:
            raise TelegramUnavailable
        offered = await self.offer(actor.student_id, Purpose.LINK_TELEGRAM)
        await self.work.commit()
        return TelegramLink(f"https://t.me/{self.bot.name}?start={PREFIX}{offered.code}", offered.expires_at)
