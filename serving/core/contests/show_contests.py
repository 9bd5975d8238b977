"""What a student sees of contests."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from serving.core.contests.contests import Asked, Contest, ContestId, ContestKind, Table
from serving.core.contests.errors import (
    AttemptNotFound,
    ContestInState,
    ContestNotFound,
    EntranceRefused,
)
from serving.core.contests.manage import MAKERS
from serving.core.contests.ports import Attempts, Contests, Tables
from serving.core.contests.states import GRACE, ContestState
from serving.core.errors import RoleMissing
from serving.core.identity import Actor, Clock, StudentId
from serving.core.roles.permissions import Doer, Permissions

ROWS = 100


@dataclass(frozen=True, slots=True)
class ShowContest:
    contests: Contests
    clock: Clock

    async def __call__(self, contest_id: ContestId) -> Contest:
        contest = await self.contests.find(contest_id)
        if contest is None or contest.schedule.state(self.clock()) is ContestState.DRAFT:
            raise ContestNotFound
        return contest


@dataclass(frozen=True, slots=True)
class ListContests:
    """The newest first; `before` is the id of the last one seen. Drafts are shown to whoever may make such
    contests.
    """

    contests: Contests
    permissions: Permissions

    async def __call__(
        self, doer: Doer, before: int | None = None, count: int = 50, *, drafts: bool = True
    ) -> Sequence[Contest]:
        return await self.contests.newest(before, count, await self._drafted(doer) if drafts else frozenset())

    async def _drafted(self, doer: Doer) -> AbstractSet[str]:
        try:
            return (await self.permissions.require(doer, *MAKERS)).subjects
        except RoleMissing:
            return frozenset()


@dataclass(frozen=True, slots=True)
class ShowTable:
    """During the freeze it is that of the moment at which it stopped, for everybody.

    That of a duel is for those who joined.
    """

    show: ShowContest
    tables: Tables

    async def __call__(self, student_id: StudentId | None, contest_id: ContestId, rows: int = ROWS) -> Table:
        contest = await self.show(contest_id)
        stopped = contest.schedule.table_stopped(self.show.clock())
        table = await self.tables.table(contest_id, student_id, rows, frozen=stopped)
        if contest.kind is ContestKind.DUEL and student_id is not None and table.mine is None:
            raise EntranceRefused
        return table


@dataclass(frozen=True, slots=True)
class ReviewAttempt:
    """One's last attempt with the keys, once nobody can use them: also not in another contest."""

    show: ShowContest
    attempts: Attempts

    async def __call__(self, actor: Actor, contest_id: ContestId) -> Sequence[Asked]:
        contest = await self.show(contest_id)
        now = self.show.clock()
        made = await self.attempts.of(contest_id, actor.student_id)
        if not made:
            raise AttemptNotFound
        last = made[-1]
        under_way = last.finished_at is None and now <= last.ends_at + GRACE
        if under_way or not contest.schedule.over(now):
            raise ContestInState(contest.schedule.state(now))
        held = await self.show.contests.held(contest_id)
        return [asked for asked in await self.attempts.asked(last.id) if asked.question_id not in held]
