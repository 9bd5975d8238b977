"""Linking the Telegram account that opened a student's link."""

from dataclasses import dataclass

from serving.core.account.errors import CodeRefused
from serving.core.account.one_time_codes import Purpose, TakeCode
from serving.core.account.ports import Students
from serving.core.identity import StudentId, TelegramId, UnitOfWork


@dataclass(frozen=True, slots=True)
class LinkTelegram:
    """For the bot, which knows the sender; `nonce` is the parameter of /start without its prefix."""

    take: TakeCode
    students: Students
    work: UnitOfWork

    async def __call__(self, nonce: str, telegram_id: TelegramId) -> StudentId:
        student_id = await self.take(nonce, Purpose.LINK_TELEGRAM)
        if student_id is None:
            raise CodeRefused
        await self.students.link(student_id, telegram_id)
        await self.work.commit()
        return student_id
