"""Giving somebody a role instead of the one he had."""

from collections.abc import Sequence
from dataclasses import dataclass

from serving.core.errors import AccountNotFound, GrantMalformed, SubjectUnknown
from serving.core.identity import StudentId, UnitOfWork
from serving.core.roles.audit import Record, State
from serving.core.roles.permissions import Doer, Permissions
from serving.core.roles.roles import Grant, Operator, Role, Roles


@dataclass(frozen=True, slots=True)
class GrantRole:
    permissions: Permissions
    roles: Roles
    record: Record
    work: UnitOfWork

    async def __call__(
        self, doer: Doer, student: StudentId | str, role: Role, subjects: Sequence[str] = ()
    ) -> Grant:
        """`student`: his id or his e-mail."""
        await self.permissions.require(doer, Role.ADMIN)
        grant = Grant(role, frozenset(subjects))
        if (role is Role.DEPARTMENT) != bool(subjects):
            raise GrantMalformed
        unknown = sorted(grant.subjects - await self.roles.every_subject())
        if unknown and not isinstance(doer, Operator):  # who knows those that have no bank yet
            raise SubjectUnknown(unknown[0])
        student_id = await self.roles.find(student) if isinstance(student, str) else student
        if student_id is None or not await self.roles.lock(student_id):
            raise AccountNotFound
        before = await self.roles.of(student_id)
        await self.roles.grant(student_id, grant)
        await self.record(doer, "grant_role", f"student:{student_id}", state_of(before), state_of(grant))
        await self.work.commit()
        return grant


def state_of(grant: Grant) -> State:
    subjects = sorted(grant.subjects) if grant.role is Role.DEPARTMENT else []
    return {"role": grant.role.value, "subjects": list(subjects)}
