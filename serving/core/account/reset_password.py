"""Choosing another password by the code from an e-mail."""

from dataclasses import dataclass

from pydantic import SecretStr

from serving.core.account.attempts import Door, Try
from serving.core.account.errors import CodeRefused
from serving.core.account.one_time_codes import Purpose, TakeCode
from serving.core.account.personal_tokens import PersonalTokens
from serving.core.account.ports import Passwords, RefreshTokens, Students
from serving.core.identity import UnitOfWork


@dataclass(frozen=True, slots=True)
class ResetPassword:
    """Ends every login and personal token, as whoever knew the old password may hold one."""

    students: Students
    passwords: Passwords
    take: TakeCode
    refresh: RefreshTokens
    tokens: PersonalTokens
    attempt: Try
    work: UnitOfWork

    async def __call__(self, email: str, code: str, password: SecretStr) -> None:
        email = email.strip().lower()
        await self.attempt(Door.RESET, email)
        known = await self.students.credentials(email)
        owner = await self.take(code, Purpose.RESET_PASSWORD)
        if known is None or owner != known[0]:
            raise CodeRefused
        await self.students.set_password(owner, await self.passwords.hash(password))
        await self.refresh.revoke_all(owner)
        await self.tokens.remove_all(owner)
        await self.attempt.succeeded(Door.RESET, email)
        await self.attempt.succeeded(Door.PASSWORD, email)
        await self.work.commit()
