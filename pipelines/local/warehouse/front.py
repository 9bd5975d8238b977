"""ClickHouse's HTTP interface as an ASGI application."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from anyio import to_thread
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from pipelines.local.warehouse.access import ReadingRules, Role, Users
from pipelines.local.warehouse.answers import failure, success, success_headers
from pipelines.local.warehouse.connections import Connection
from pipelines.local.warehouse.engine import Engine
from pipelines.local.warehouse.errors import ClickHouseError
from pipelines.local.warehouse.inserts import load
from pipelines.local.warehouse.outlines import GROWING_VERBS
from pipelines.local.warehouse.queries import Finish, Query
from pipelines.local.warehouse.requests import Statement, credential, read_statement
from pipelines.local.warehouse.sessions import Sessions


class Front:
    """Answers every path but those of the liveness checks."""

    def __init__(self, engine: Engine, users: Users, sessions: Sessions) -> None:
        self._engine = engine
        self._users = users
        self._sessions = sessions
        self._rules = ReadingRules(engine.table_functions)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            if request.method == "GET" and "query" not in request.query_params:
                await PlainTextResponse("Ok.\n")(scope, receive, send)
            else:
                await self._answer(request, send)
        except ClickHouseError as error:
            await failure(error, self._engine.timezone)(scope, receive, send)
        except ClientDisconnect:
            return

    async def _answer(self, request: Request, send: Send) -> None:
        role = self._users.role(credential(request))
        statement = await read_statement(request)
        if role is Role.ANALYST or statement.only_reads:
            self._rules.check(statement.outline, statement.settings)
        if statement.outline.verb in GROWING_VERBS:
            self._engine.demand_room()
        async with self._connection(statement, role) as connection:
            finish = await self._perform(connection, statement, request, send)
        # A client may send its next request as soon as this one ends, and its session must be free by then.
        await finish()

    async def _perform(
        self, connection: Connection, statement: Statement, request: Request, send: Send
    ) -> Finish:
        if statement.rows is None:
            return await Query(self._engine, connection, statement, request, send).answer()
        started = time.monotonic_ns()
        counts = await load(connection, statement, statement.rows)
        elapsed = time.monotonic_ns() - started
        headers = success_headers(
            statement.query_id, statement.format, self._engine.timezone, counts, elapsed
        )
        return partial(success(b"", headers), request.scope, request.receive, send)

    @asynccontextmanager
    async def _connection(self, statement: Statement, role: Role) -> AsyncIterator[Connection]:
        # An analyst's session could hold nothing: readonly=1 refuses SET and temporary tables.
        if statement.session is not None and role is Role.WRITER:
            async with self._sessions.borrow(statement.session, statement) as connection:
                yield connection
            return
        connection = await to_thread.run_sync(self._connect, statement, role)
        try:
            yield connection
        finally:
            await to_thread.run_sync(connection.close)

    def _connect(self, statement: Statement, role: Role) -> Connection:
        settings = {**statement.settings, "log_comment": statement.query_id}
        readonly = role is Role.ANALYST or statement.only_reads
        return self._engine.connect(settings, statement.database, readonly=readonly)
