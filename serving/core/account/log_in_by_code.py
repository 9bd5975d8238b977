"""Logging in by the code that the bot showed."""

from dataclasses import dataclass

from serving.core.account.attempts import Door, Try
from serving.core.account.errors import CodeRefused
from serving.core.account.one_time_codes import Purpose, TakeCode
from serving.core.account.tokens import IssueTokens, Tokens
from serving.core.identity import UnitOfWork


@dataclass(frozen=True, slots=True)
class LogInByCode:
    take: TakeCode
    attempt: Try
    issue: IssueTokens
    work: UnitOfWork

    async def __call__(self, code: str) -> Tokens:
        await self.attempt(Door.CODE)
        student_id = await self.take(code, Purpose.LOG_IN)
        if student_id is None:
            raise CodeRefused
        await self.attempt.succeeded(Door.CODE)
        tokens = await self.issue(student_id)
        await self.work.commit()
        return tokens
