"""The one check of roles, for every edge."""

from dataclasses import dataclass

from serving.core.errors import RoleMissing
from serving.core.identity import Actor
from serving.core.roles.roles import Grant, Operator, Role, Roles

Doer = Actor | Operator


@dataclass(frozen=True, slots=True)
class Permissions:
    roles: Roles

    async def require(self, doer: Doer, *allowed: Role) -> Grant:
        """What the doer was granted, if it is one of these; raises RoleMissing."""
        match doer:
            case Operator():
                return Grant(Role.ADMIN, await self.roles.every_subject())
            case Actor(student_id=student_id):
                grant = await self.roles.of(student_id)
                if grant.role not in allowed:
                    raise RoleMissing
                return grant
