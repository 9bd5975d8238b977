"""Correcting what a student told about himself."""

from dataclasses import dataclass

from serving.core.account.profiles import Profiles, StudentProfile
from serving.core.account.show_profile import ShowProfile
from serving.core.identity import Actor, UnitOfWork
from serving.core.registration.profile import ProfileChange
from serving.core.registration.read_form import Form, ReadForm


@dataclass(frozen=True, slots=True)
class ChangeProfile:
    read: ReadForm
    profiles: Profiles
    work: UnitOfWork

    async def __call__(self, actor: Actor, form: Form) -> StudentProfile:
        change = await self.read(ProfileChange, form)
        await self.profiles.change(actor.student_id, change)
        changed = await ShowProfile(self.profiles)(actor)
        await self.work.commit()
        return changed
