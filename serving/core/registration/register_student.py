"""Becoming a student by e-mail and password."""

from dataclasses import dataclass

from serving.core.account.ports import Passwords, Students
from serving.core.account.tokens import IssueTokens, Tokens
from serving.core.identity import Clock, Origin, UnitOfWork
from serving.core.registration.profile import Registration
from serving.core.registration.read_form import Form, ReadForm


@dataclass(frozen=True, slots=True)
class RegisterStudent:
    read: ReadForm
    students: Students
    passwords: Passwords
    issue: IssueTokens
    origin: Origin
    clock: Clock
    work: UnitOfWork

    async def __call__(self, form: Form) -> Tokens:
        registration = await self.read(Registration, form)
        password_hash = await self.passwords.hash(registration.password)
        student_id = await self.students.add(registration, password_hash, self.origin, self.clock())
        tokens = await self.issue(student_id)
        await self.work.commit()
        return tokens
