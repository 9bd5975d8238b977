"""Correcting a question that students reported, and judging their answers again."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from serving.core.errors import ComplaintNotFound
from serving.core.identity import Actor, Clock, StudentId, UnitOfWork
from serving.core.inbox.messages import Facts, Inbox, MessageKind
from serving.core.leaderboard.windows import moscow_day, season_start
from serving.core.questions import QuestionId, points
from serving.core.reports.corrections import Correction, Corrections, Effect, Given, Moved, Rejudged, Standing
from serving.core.reports.ports import Departments
from serving.core.reports.reports import Decision
from serving.core.reports.tell_reporters import TellReporters
from serving.core.roles.audit import Record, State
from serving.core.roles.permissions import Permissions
from serving.core.roles.roles import Role
from serving.core.training.grading import credit
from serving.core.training.sessions import AnyQuestion


@dataclass(frozen=True, slots=True)
class CorrectQuestion:
    """A part of the two use cases below: it does not commit."""

    permissions: Permissions
    departments: Departments
    corrections: Corrections
    tell: TellReporters
    inbox: Inbox
    record: Record
    clock: Clock

    async def __call__(self, actor: Actor, question_id: QuestionId, correction: Correction) -> Effect:
        granted = await self.permissions.require(actor, Role.DEPARTMENT, Role.ADMIN)
        question = await self.corrections.current(question_id)
        if question is None or await self.departments.subject_of(question_id) not in granted.subjects:
            raise ComplaintNotFound
        fixed = correction.of(question)
        version = await self.corrections.apply(question_id, fixed, actor.student_id, self.clock())
        effect = await self._rejudge(question_id, fixed, version)
        await self.tell(actor, question_id, Decision.FIXED)
        after: State = {"version": version}
        await self.record(actor, "fix_question", f"question:{question_id}", after=after)
        return effect

    async def _rejudge(self, question_id: QuestionId, fixed: AnyQuestion, version: int) -> Effect:
        now = self.clock()
        given = await self.corrections.given(question_id, version)
        rejudged = [each for each in (judged(fixed, one) for one in given) if each is not None]
        students = sorted({each.given.student_id for each in rejudged if each.gain})
        season = season_start(moscow_day(now))
        before = await self.corrections.standings(question_id, students, season)
        await self.corrections.rejudge(question_id, version, rejudged, now)
        after = await self.corrections.standings(question_id, students, season)
        await self._tell_gains(question_id, fixed, rejudged)
        right = sum(each.correct and not each.given.correct for each in rejudged)
        wrong = sum(each.given.correct and not each.correct for each in rejudged)
        moved = [Moved(before[student], after[student]) for student in students if student in before]
        return Effect(
            version,
            len(given),
            right,
            wrong,
            sum(each.gain for each in rejudged),
            tuple(sorted(moved, key=most_moved)),
        )

    async def _tell_gains(
        self, question_id: QuestionId, fixed: AnyQuestion, rejudged: Sequence[Rejudged]
    ) -> None:
        gains: dict[StudentId, int] = defaultdict(int)
        for each in rejudged:
            gains[each.given.student_id] += each.gain
        by_gain: dict[int, list[StudentId]] = defaultdict(list)
        for student, gain in gains.items():
            by_gain[gain].append(student)
        for gain in sorted(by_gain.keys() - {0}):
            facts: Facts = {"question_id": question_id, "text": fixed.text, "points": gain}
            await self.inbox.put(by_gain[gain], MessageKind.REJUDGED, facts, self.clock())


@dataclass(frozen=True, slots=True)
class WeighFix:
    """What the fix would do: it is done and undone."""

    correct: CorrectQuestion
    work: UnitOfWork

    async def __call__(self, actor: Actor, question_id: QuestionId, correction: Correction) -> Effect:
        effect = await self.correct(actor, question_id, correction)
        await self.work.roll_back()
        return effect


@dataclass(frozen=True, slots=True)
class FixQuestion:
    correct: CorrectQuestion
    work: UnitOfWork

    async def __call__(self, actor: Actor, question_id: QuestionId, correction: Correction) -> Effect:
        effect = await self.correct(actor, question_id, correction)
        await self.work.commit()
        return effect


def judged(question: AnyQuestion, given: Given) -> Rejudged | None:
    """None when the verdict stays."""
    share = credit(question, given.response)
    earned = 0 if given.uncounted else int(points(question) * share)
    if (share == 1, earned) == (given.correct, given.points):
        return None
    return Rejudged(given, share == 1, earned)


def most_moved(moved: Moved) -> tuple[int, int, int]:
    before: Standing = moved.before
    return -abs(moved.after.place - before.place), -abs(moved.after.points - before.points), before.place
