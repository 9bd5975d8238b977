"""Everything that is stored of a student, for himself."""

from dataclasses import dataclass

from serving.core.account.profiles import PersonalData, Profiles
from serving.core.errors import TokenRefused
from serving.core.identity import Actor


@dataclass(frozen=True, slots=True)
class ExportPersonalData:
    profiles: Profiles

    async def __call__(self, actor: Actor) -> PersonalData:
        if await self.profiles.find(actor.student_id) is None:
            raise TokenRefused
        return await self.profiles.everything(actor.student_id)
