"""Setting what one prepares for."""

from dataclasses import dataclass

from serving.core.errors import SubjectUnknown
from serving.core.identity import Actor, UnitOfWork
from serving.core.training.goals import Goal
from serving.core.training.ports import Goals, Subjects


@dataclass(frozen=True, slots=True)
class SetGoal:
    subjects: Subjects
    goals: Goals
    work: UnitOfWork

    async def __call__(self, actor: Actor, subject: str, goal: Goal) -> Goal:
        if await self.subjects.find(subject) is None:
            raise SubjectUnknown(subject)
        await self.goals.put(actor.student_id, subject, goal)
        await self.work.commit()
        return goal


@dataclass(frozen=True, slots=True)
class ShowGoal:
    subjects: Subjects
    goals: Goals

    async def __call__(self, actor: Actor, subject: str) -> Goal:
        if await self.subjects.find(subject) is None:
            raise SubjectUnknown(subject)
        return await self.goals.get(actor.student_id, subject)
