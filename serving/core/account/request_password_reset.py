"""Asking for a code by e-mail to choose another password."""

from dataclasses import dataclass
from typing import Protocol

from serving.core.account.attempts import Door, Try
from serving.core.account.one_time_codes import OfferCode, Purpose
from serving.core.account.ports import Students
from serving.core.identity import UnitOfWork


class Mailer(Protocol):
    def check(self) -> None:
        """Raises MailUnavailable when nothing could be sent to anybody."""
        ...

    def send_reset_code(self, email: str, code: str) -> None:
        """Returns at once; how long a delivery takes tells nobody whether the student exists."""
        ...


@dataclass(frozen=True, slots=True)
class RequestPasswordReset:
    """Whether the e-mail is known is not told."""

    students: Students
    offer: OfferCode
    mailer: Mailer
    attempt: Try
    work: UnitOfWork

    async def __call__(self, email: str) -> None:
        self.mailer.check()
        email = email.strip().lower()
        await self.attempt(Door.MAIL, email)
        known = await self.students.credentials(email)
        if known is not None:
            offered = await self.offer(known[0], Purpose.RESET_PASSWORD)
            await self.work.commit()
            self.mailer.send_reset_code(email, offered.code)
