from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from serving.core.contests.contests import ContestId
from serving.core.exports.exports import ExportName, Value, Wanted
from serving.core.identity import Clock
from serving.core.leaderboard.windows import MOSCOW, moscow_day, season_start
from serving.core.questions import NO_THEME
from serving.db.repositories.contest_marks import SqlMarkSheets
from serving.db.repositories.export_statements import statement_of
from serving.fixed_sets.analysis import FixedSetAnalyst

AT_ONCE = 2000
PATIENCE = text("set local statement_timeout = '10min'")

Rows = Sequence[Sequence[Value]]


@dataclass(frozen=True, slots=True)
class SqlRows:
    """Through a cursor of the server: neither side holds the whole."""

    connection: AsyncConnection
    clock: Clock

    async def batches(self, wanted: Wanted) -> AsyncIterator[Rows]:
        statement = statement_of(wanted)
        given: dict[str, object] = dict(wanted.filters) | {
            "zone": MOSCOW.key,
            "now": self.clock(),
            "season": season_start(moscow_day(self.clock())),
            "no_theme": NO_THEME,
        }
        used = {name: value for name, value in given.items() if f":{name}" in statement.text}
        await self.connection.execute(PATIENCE)
        analysed = await self._analysed(wanted)
        async with self.connection.stream(statement, used) as result:
            while rows := await result.fetchmany(AT_ONCE):
                yield filled(wanted, cast("Rows", rows), analysed) if analysed else cast("Rows", rows)

    async def _analysed(self, wanted: Wanted) -> Mapping[object, dict[str, Value]]:
        """By question, what no statement says of those of a contest."""
        if wanted.name is not ExportName.CONTEST_QUESTIONS or wanted.filters.contest is None:
            return {}
        marks = await SqlMarkSheets(self.connection).of(ContestId(wanted.filters.contest))
        analysis = await FixedSetAnalyst().analyse(marks)
        return {
            item.slot: {
                "contest_facility": item.facility,
                "mark_sd": item.sd,
                "discrimination_index": item.discrimination_index,
                "discriminative_efficiency": item.discriminative_efficiency,
                "effective_weight": item.effective_weight,
            }
            for item in analysis.items
        }


def filled(wanted: Wanted, rows: Rows, analysed: Mapping[object, dict[str, Value]]) -> Rows:
    named = [dict(zip(wanted.columns, row, strict=True)) for row in rows]
    return [tuple((row | analysed[row["question_id"]]).values()) for row in named]
