"""Logging in by what Telegram says."""

from collections.abc import Mapping
from dataclasses import dataclass

from serving.core.account.errors import TelegramUnknown
from serving.core.account.ports import Students
from serving.core.account.telegram_proof import Bot, sender_of_login_widget, sender_of_mini_app
from serving.core.account.tokens import IssueTokens, Tokens
from serving.core.identity import Clock, UnitOfWork


@dataclass(frozen=True, slots=True)
class LogInByTelegram:
    """`proof`: the `init_data` of a Mini App, or the fields of the Login Widget."""

    students: Students
    bot: Bot
    issue: IssueTokens
    clock: Clock
    work: UnitOfWork

    async def __call__(self, proof: str | Mapping[str, str | int]) -> Tokens:
        now = self.clock()
        if isinstance(proof, str):
            telegram_id = sender_of_mini_app(proof, self.bot, now)
        else:
            telegram_id = sender_of_login_widget(proof, self.bot, now)
        student_id = await self.students.by_telegram(telegram_id)
        if student_id is None:
            raise TelegramUnknown
        tokens = await self.issue(student_id)
        await self.work.commit()
        return tokens
