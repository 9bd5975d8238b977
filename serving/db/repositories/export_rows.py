from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.exports.exports import Value, Wanted
from serving.core.identity import Clock
from serving.core.leaderboard.windows import MOSCOW, moscow_day, season_start
from serving.db.repositories.export_statements import statement_of

AT_ONCE = 2000
PATIENCE = text("set local statement_timeout = '10min'")


@dataclass(frozen=True, slots=True)
class SqlRows:
    """Through a cursor of the server: neither side holds the whole."""

    connection: AsyncConnection
    clock: Clock

    async def batches(self, wanted: Wanted) -> AsyncIterator[Sequence[Sequence[Value]]]:
        statement = statement_of(wanted)
        given: dict[str, object] = dict(wanted.filters) | {
            "zone": MOSCOW.key,
            "now": self.clock(),
            "season": season_start(moscow_day(self.clock())),
        }
        used = {name: value for name, value in given.items() if f":{name}" in statement.text}
        await self.connection.execute(PATIENCE)
        async with self.connection.stream(statement, used) as result:
            while rows := await result.fetchmany(AT_ONCE):
                yield cast("Sequence[Sequence[Value]]", rows)
