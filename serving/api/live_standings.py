"""The table of a contest as it changes, by server-sent events."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from http import HTTPStatus
from time import monotonic

from dishka import AsyncContainer, Provider, Scope, provide
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from serving.api.contest_views import RowView, row_view
from serving.api.contests import Id
from serving.api.identity import bearer
from serving.core.contests.contests import ContestId
from serving.core.contests.errors import ContestNotFound
from serving.core.contests.show_contests import ShowContest, ShowTable
from serving.core.contests.states import ContestState
from serving.core.identity import Actor, Clock

router = APIRouter(prefix="/contests", tags=["contests"], route_class=DishkaRoute, dependencies=[bearer])

EVERY = 1.0
LASTS = 25.0
"""Seconds; then the client comes again by itself, so that no stream outlives a token or a stop for long."""
STREAM = "text/event-stream"
DESCRIBED: dict[int | str, dict[str, object]] = {
    HTTPStatus.OK: {"content": {STREAM: {"schema": {"type": "string"}}}}
}


class LiveView(BaseModel):
    state: ContestState
    total: int
    rows: list[RowView]


@dataclass(slots=True)
class Kept:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    at: float = 0.0
    view: LiveView | None = None


@dataclass(frozen=True, slots=True)
class LiveTables:
    """Looked up once a second for everybody who listens."""

    container: AsyncContainer
    kept: dict[ContestId, Kept] = field(default_factory=lambda: defaultdict(Kept))

    async def now(self, contest_id: ContestId) -> LiveView:
        """Raises ContestNotFound."""
        kept = self.kept[contest_id]
        async with kept.lock:
            try:
                if kept.view is None or monotonic() - kept.at >= EVERY:
                    kept.view, kept.at = await self._look(contest_id), monotonic()
            except ContestNotFound:
                self.kept.pop(contest_id, None)
                raise
            return kept.view

    async def _look(self, contest_id: ContestId) -> LiveView:
        async with self.container() as request:
            contest = await (await request.get(ShowContest))(contest_id)
            table = await (await request.get(ShowTable))(None, contest_id)
            state = contest.schedule.state((await request.get(Clock))())
        return LiveView(state=state, total=table.total, rows=[row_view(row) for row in table.top])


class LiveProvider(Provider):
    @provide(scope=Scope.APP)
    def tables(self, container: AsyncContainer) -> LiveTables:
        return LiveTables(container)


@router.get("/{contest_id}/standings/live", response_class=StreamingResponse, responses=DESCRIBED)
async def follow_standings(
    contest_id: Id, actor: FromDishka[Actor], show: FromDishka[ShowTable], tables: FromDishka[LiveTables]
) -> StreamingResponse:
    """An event `standings` now and whenever the table changes; during the freeze it does not."""
    await show(actor.student_id, ContestId(contest_id), 1)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(events(tables, ContestId(contest_id)), headers=headers, media_type=STREAM)


async def events(tables: LiveTables, contest_id: ContestId) -> AsyncIterator[str]:
    shown, until = None, monotonic() + LASTS
    yield "retry: 1000\n\n"
    while monotonic() < until:
        view = await tables.now(contest_id)
        if view != shown:
            yield f"event: standings\ndata: {view.model_dump_json()}\n\n"
            shown = view
        await asyncio.sleep(EVERY)
