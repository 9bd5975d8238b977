"""What happens when a contest has ended, each contest a transaction of its own."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.core.contests.states import GRACE
from serving.core.identity import Clock
from serving.core.leaderboard.windows import moscow_day, season_start
from serving.db.repositories.contest_end_statements import COLLECT, COLLECTED, UNCOLLECTED
from serving.db.repositories.contest_statements import FREE_QUESTIONS

PATIENCE = text("set local statement_timeout = '10min'")


@dataclass(frozen=True, slots=True)
class SqlContestEnds:
    engine: AsyncEngine
    clock: Clock

    async def collect(self) -> bool:
        """Whether there was a contest whose answers could be collected and whose questions are free now."""
        now = self.clock()
        async with self.engine.begin() as connection:
            await connection.execute(PATIENCE)
            found = await connection.execute(UNCOLLECTED, {"now": now, "grace": GRACE})
            contest_id = found.scalar_one_or_none()
            if contest_id is None:
                return False
            named = {"contest_id": contest_id}
            await connection.execute(COLLECT, named | {"season": season_start(moscow_day(now))})
            await connection.execute(FREE_QUESTIONS, named)
            await connection.execute(COLLECTED, named | {"now": now})
        return True
