"""Logging in by e-mail and password."""

from dataclasses import dataclass

from pydantic import SecretStr

from serving.core.account.attempts import Door, Try
from serving.core.account.ports import Passwords, Students
from serving.core.account.tokens import IssueTokens, Tokens
from serving.core.errors import WrongCredentials
from serving.core.identity import UnitOfWork


@dataclass(frozen=True, slots=True)
class LogIn:
    students: Students
    passwords: Passwords
    attempt: Try
    issue: IssueTokens
    work: UnitOfWork

    async def __call__(self, email: str, password: SecretStr) -> Tokens:
        email = email.strip().lower()
        await self.attempt(Door.PASSWORD, email)
        known = await self.students.credentials(email)
        password_hash = known[1] if known else None
        if not await self.passwords.matches(password_hash, password) or known is None:
            raise WrongCredentials
        await self.attempt.succeeded(Door.PASSWORD, email)
        tokens = await self.issue(known[0])
        await self.work.commit()
        return tokens
