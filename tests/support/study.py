"""What a student sees of himself and of others, each look in a transaction of its own."""

from dataclasses import dataclass

from sqlalchemy import text

from serving.core.identity import Actor
from serving.core.leaderboard.board import Leaderboard, Slice
from serving.core.leaderboard.choose_appearance import Appearance, ChooseAppearance
from serving.core.leaderboard.show_leaderboard import ShowLeaderboard
from serving.core.leaderboard.windows import Window
from serving.core.statistics.show_statistics import ShowStatistics
from serving.core.statistics.statistics import Statistics
from serving.core.training.goals import Goal
from serving.core.training.set_goal import SetGoal
from serving.db.repositories.competitors import SqlCompetitors
from serving.db.repositories.goals import SqlGoals
from serving.db.repositories.rankings import SqlRankings
from serving.db.repositories.records import SqlRecords
from serving.db.repositories.subjects import SqlSubjects
from serving.db.unit_of_work import Transaction
from tests.support.classrooms import Classroom


@dataclass(frozen=True, slots=True)
class Study:
    room: Classroom

    async def board(
        self, actor: Actor, window: Window = Window.SEASON, by: Slice | None = None
    ) -> Leaderboard:
        async with self.room.engine.connect() as connection:
            show = ShowLeaderboard(
                SqlSubjects(connection),
                SqlCompetitors(connection),
                SqlRankings(connection),
                self.room.clock,
                Transaction(connection),
            )
            return await show(actor, "geography", window, by)

    async def statistics(self, actor: Actor, subject: str | None = None) -> Statistics:
        async with self.room.engine.connect() as connection:
            show = ShowStatistics(SqlSubjects(connection), SqlRecords(connection), self.room.clock)
            return await show(actor, subject)

    async def appear(self, actor: Actor, appearance: Appearance) -> None:
        async with self.room.engine.connect() as connection:
            await ChooseAppearance(SqlCompetitors(connection), Transaction(connection))(actor, appearance)

    async def aim(self, actor: Actor, goal: Goal) -> None:
        async with self.room.engine.connect() as connection:
            work = Transaction(connection)
            await SetGoal(SqlSubjects(connection), SqlGoals(connection), work)(actor, "geography", goal)

    async def change(self, actor: Actor, assignment: str) -> None:
        """Of the row of the student."""
        async with self.room.engine.begin() as connection:
            await connection.execute(
                text(f"update students set {assignment} where id = :id"), {"id": actor.student_id}
            )
