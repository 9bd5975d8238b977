"""The marks of a contest, for the analysis of its questions."""

from dataclasses import dataclass
from typing import Protocol

from serving.core.contests.contests import ContestId
from serving.core.contests.errors import ContestInState
from serving.core.contests.show_plan import ShowPlan
from serving.core.identity import Clock, StudentId
from serving.core.questions import QuestionId
from serving.core.roles.permissions import Doer


@dataclass(frozen=True, slots=True)
class Marks:
    """A row of `marks` for the first attempt of each of `students`, a column for each question; what was not
    answered is 0."""

    questions: tuple[QuestionId, ...]
    worth: tuple[int, ...]
    students: tuple[StudentId, ...]
    marks: tuple[tuple[int, ...], ...]


class MarkSheets(Protocol):
    async def of(self, contest_id: ContestId) -> Marks:
        """Of attempts that are not virtual."""
        ...


@dataclass(frozen=True, slots=True)
class ShowMarks:
    show: ShowPlan
    sheets: MarkSheets
    clock: Clock

    async def __call__(self, doer: Doer, contest_id: ContestId) -> Marks:
        contest = await self.show(doer, contest_id)
        now = self.clock()
        if not contest.schedule.over(now):
            raise ContestInState(contest.schedule.state(now))
        return await self.sheets.of(contest_id)
