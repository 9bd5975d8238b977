"""Unlinking a student's Telegram account."""

from dataclasses import dataclass

from serving.core.account.ports import Students
from serving.core.identity import Actor, UnitOfWork


@dataclass(frozen=True, slots=True)
class UnlinkTelegram:
    """Unlinking again is no error."""

    students: Students
    work: UnitOfWork

    async def __call__(self, actor: Actor) -> None:
        await self.students.unlink(actor.student_id)
        await self.work.commit()
