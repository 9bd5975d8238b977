"""Becoming a student by e-mail and password."""

from dataclasses import dataclass

from serving.core.account.ports import Passwords, Students
from serving.core.account.tokens import IssueTokens, Tokens
from serving.core.errors import SubjectUnknown
from serving.core.identity import Clock, Origin, UnitOfWork
from serving.core.registration.profile import Registration
from serving.core.training.ports import Subjects


@dataclass(frozen=True, slots=True)
class RegisterStudent:
    subjects: Subjects
    students: Students
    passwords: Passwords
    issue: IssueTokens
    origin: Origin
    clock: Clock
    work: UnitOfWork

    async def __call__(self, registration: Registration) -> Tokens:
        if await self.subjects.find(registration.subject) is None:
            raise SubjectUnknown(registration.subject)
        password_hash = await self.passwords.hash(registration.password)
        student_id = await self.students.add(registration, password_hash, self.origin, self.clock())
        tokens = await self.issue(student_id)
        await self.work.commit()
        return tokens
