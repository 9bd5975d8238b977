"""What happens when a contest has ended, each contest a transaction of its own."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.core.contests.states import GRACE
from serving.core.identity import Clock
from serving.core.inbox.messages import MessageKind
from serving.core.leaderboard.windows import moscow_day, season_start
from serving.db.repositories.contest_end_statements import COLLECT, COLLECTED, HOLD_ANSWERS, UNCOLLECTED
from serving.db.repositories.contest_statements import FREE_QUESTIONS
from serving.db.repositories.contest_table_statements import TELL_RESULTS

PATIENCE = text("set local statement_timeout = '10min'")


@dataclass(frozen=True, slots=True)
class SqlContestEnds:
    engine: AsyncEngine
    clock: Clock

    async def collect(self) -> bool:
        """Whether there was a contest whose answers could be collected and whose questions are free now.

        Of a duel everybody is told his place, since nobody publishes its results.
        """
        now = self.clock()
        async with self.engine.begin() as connection:
            await connection.execute(PATIENCE)
            found = (await connection.execute(UNCOLLECTED, {"now": now, "grace": GRACE})).one_or_none()
            if found is None:
                return False
            named = {"contest_id": found.id}
            await connection.execute(HOLD_ANSWERS, named)
            await connection.execute(COLLECT, named | {"season": season_start(moscow_day(now))})
            await connection.execute(FREE_QUESTIONS, named)
            if found.told:
                facts = {"title": found.title, "kind": MessageKind.DUEL_RESULTS, "now": now}
                await connection.execute(TELL_RESULTS, named | facts)
            await connection.execute(COLLECTED, named | {"now": now})
        return True
