"""Becoming a student in Telegram, without an e-mail or a password."""

from dataclasses import dataclass

from serving.core.account.ports import Students
from serving.core.identity import Clock, Origin, StudentId, TelegramId, UnitOfWork
from serving.core.registration.profile import TelegramRegistration
from serving.core.registration.read_form import Form, ReadForm


@dataclass(frozen=True, slots=True)
class RegisterByTelegram:
    """For the bot, which knows the sender of a message."""

    read: ReadForm
    students: Students
    origin: Origin
    clock: Clock
    work: UnitOfWork

    async def __call__(self, telegram_id: TelegramId, form: Form) -> StudentId:
        registration = await self.read(TelegramRegistration, form)
        student_id = await self.students.add_from_telegram(
            telegram_id, registration, self.origin, self.clock()
        )
        await self.work.commit()
        return student_id
