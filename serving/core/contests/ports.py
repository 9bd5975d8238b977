"""What contests need from the outside."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Protocol

from serving.core.contests.contests import (
    Asked,
    Attempt,
    AttemptId,
    Chosen,
    Contest,
    ContestId,
    Drawn,
    Entrants,
    Listed,
    Mark,
    Place,
    Plan,
    Table,
)
from serving.core.identity import Platform, StudentId
from serving.core.questions import QuestionId
from serving.core.training.sessions import AnyQuestion, Response, ServeId


class Contests(Protocol):
    async def add(self, plan: Plan, now: datetime) -> ContestId: ...

    async def find(self, contest_id: ContestId) -> Contest | None: ...

    async def lock(self, contest_id: ContestId) -> Contest | None:
        """Until the end of the transaction."""
        ...

    async def newest(self, before: int | None, count: int, drafts_of: AbstractSet[str]) -> Sequence[Contest]:
        """Those that are announced, and drafts of these subjects."""
        ...

    async def candidates(
        self, subject: str, wanted: Listed | Drawn
    ) -> Mapping[QuestionId, tuple[int, AnyQuestion]]:
        """Live questions with their version, by ascending id; none that another contest holds."""
        ...

    async def lock_bank(self) -> None:
        """Until the end of the transaction no release is published and no other contest announced."""
        ...

    async def held(self, contest_id: ContestId) -> AbstractSet[QuestionId]:
        """Questions of the contest that another one holds now."""
        ...

    async def announce(self, contest_id: ContestId, chosen: Sequence[Chosen], now: datetime) -> None:
        """Its questions are held, that is no training serves them any more."""
        ...

    async def change(self, contest_id: ContestId, plan: Plan) -> None: ...

    async def cancel(self, contest_id: ContestId, now: datetime) -> None:
        """Its questions are free again."""
        ...

    async def finish(self, contest_id: ContestId, now: datetime) -> None:
        """Every attempt that is not virtual ends then, too."""
        ...

    async def publish(self, contest: Contest, now: datetime) -> None:
        """Everybody who took part is told his place."""
        ...

    async def may_enter(self, student_id: StudentId, entrants: Entrants) -> bool:
        """Whatever the code."""
        ...

    async def follow(self, contest_id: ContestId, student_id: StudentId, now: datetime) -> None:
        """The student is among those who are reminded."""
        ...

    async def unfollow(self, contest_id: ContestId, student_id: StudentId) -> None: ...


class Duels(Protocol):
    async def under_way(self, student_id: StudentId, now: datetime) -> int:
        """How many the student has; until the end of the transaction he makes no other.

        Raises TokenRefused when the student is gone.
        """
        ...

    async def add(
        self, plan: Plan, student_id: StudentId, chosen: Sequence[Chosen], now: datetime
    ) -> ContestId:
        """Announced at once, and holding no question."""
        ...

    async def find(self, code: str) -> Contest | None: ...

    async def of(self, student_id: StudentId, before: int | None, count: int) -> Sequence[Contest]:
        """Made or joined."""
        ...


class Attempts(Protocol):
    async def of(self, contest_id: ContestId, student_id: StudentId) -> Sequence[Attempt]:
        """By number; the student's attempts wait for each other until the end of the transaction.

        Raises TokenRefused when the student is gone.
        """
        ...

    async def add(self, attempt: Attempt, counts_from: datetime) -> None: ...

    async def asked(self, attempt_id: AttemptId) -> Sequence[Asked]:
        """By place."""
        ...

    async def ask(self, attempt_id: AttemptId, place: Place, serve_id: ServeId, now: datetime) -> Asked: ...

    async def mark(
        self,
        attempt: Attempt,
        asked: Asked,
        response: Response,
        mark: Mark,
        platform: Platform,
        now: datetime,
        *,
        frozen: bool,
    ) -> None:
        """Adds to the points of the attempt, and, before the freeze, to those that the frozen table shows."""
        ...

    async def finish(self, attempt_id: AttemptId, now: datetime) -> None: ...


class Tables(Protocol):
    async def table(
        self, contest_id: ContestId, student_id: StudentId | None, count: int, *, frozen: bool
    ) -> Table:
        """Of attempts that are not virtual; the first `count` rows."""
        ...
