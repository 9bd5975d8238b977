"""What a student told about himself."""

from dataclasses import dataclass

from serving.core.account.profiles import Profiles, StudentProfile
from serving.core.errors import TokenRefused
from serving.core.identity import Actor


@dataclass(frozen=True, slots=True)
class ShowProfile:
    profiles: Profiles

    async def __call__(self, actor: Actor) -> StudentProfile:
        """Raises TokenRefused when the student is gone."""
        profile = await self.profiles.find(actor.student_id)
        if profile is None:
            raise TokenRefused
        return profile
