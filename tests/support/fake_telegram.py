"""A Bot API server as strict as Telegram's: `async with FakeTelegram().running() as base_url`.

It enforces lengths in UTF-16 units, 64 bytes of callback data, the rate of messages (a 429 refuses all
for a while), one poller (409), callback queries that are answered once and in time; and it can refuse, fail
and lose answers on demand.
"""

import asyncio
import time
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.support.fake_chats import BOT_ID, FakeChats, Json, Refused
from tests.support.fake_webhook import Webhook, webhook

TOKEN = f"{BOT_ID}:TEST-TOKEN-OF-THE-FAKE"


@dataclass(slots=True)
class Fault:
    """Of the next calls of a method: `lost` does the work and hangs up before it is told; `hangs` seconds."""

    method: str
    times: int = 1
    code: int = 0
    retry_after: int = 0
    lost: bool = False
    hangs: float = 0


@dataclass(slots=True)
class FakeTelegram(FakeChats):
    updates: deque[Json] = field(default_factory=deque)
    hanging: int = 0
    """Calls that wait for their answer because of a fault."""
    faults: list[Fault] = field(default_factory=list)
    calls: list[tuple[str, Json]] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)
    _poller: "asyncio.Future[None] | None" = None
    _came: asyncio.Event = field(default_factory=asyncio.Event)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    webhook: Webhook | None = None
    proxies: tuple[str, ...] = ()
    """Where what is brought to the host of a webhook arrives by turns, as `http://127.0.0.1:8002`."""
    _bringing: "asyncio.Task[None] | None" = None

    @asynccontextmanager
    async def running(self, port: int = 0) -> AsyncIterator[str]:
        app = web.Application(client_max_size=60 << 20)
        app.router.add_post("/bot{token}/{method}", self._called)
        app.router.add_get("/file/bot{token}/{name}", self._downloaded)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", port)
        await site.start()
        server = site._server
        assert isinstance(server, asyncio.Server)
        try:
            yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        finally:
            await self._deletewebhook({})
            await runner.cleanup()

    def inject(self, **update: Json) -> int:
        """An update as Telegram would send it; its number."""
        self._numbers["update"] += 1
        number = self._numbers["update"]
        self.updates.append({"update_id": number, **update})
        if "callback_query" in update:
            self.queries[update["callback_query"]["id"]] = time.monotonic()
        self._came.set()
        return number

    async def _called(self, request: web.Request) -> web.Response:
        name, given = request.match_info["method"].lower(), dict(request.query)
        for key, value in (await request.post()).items():
            given[key] = value.file.read() if isinstance(value, web.FileField) else value  # type: ignore[assignment]
        fault = next((each for each in self.faults if each.method.lower() == name and each.times > 0), None)
        try:
            if request.match_info["token"] != TOKEN:
                raise Refused(401, "Unauthorized")
            if fault is not None:
                fault.times -= 1
                await self._hang(fault)
                if fault.code:
                    extra = {"retry_after": fault.retry_after} if fault.retry_after else {}
                    raise Refused(fault.code, "Too Many Requests" if extra else "A fault", **extra)
            answer = {"ok": True, "result": await self.take(name, **given)}
        except Refused as refused:
            answer = refused.body
        code = answer.get("error_code", 200)
        self.outcomes[f"{name}:{code}"] += 1
        if name != "getupdates":
            self.calls.append((name, given))
        async with self.changed:
            self.changed.notify_all()
        if fault is not None and fault.lost:
            assert request.transport is not None
            request.transport.abort()
        return web.json_response(answer, status=code)

    async def _hang(self, fault: Fault) -> None:
        self.hanging += 1
        await asyncio.sleep(fault.hangs)
        self.hanging -= 1

    async def _downloaded(self, request: web.Request) -> web.Response:
        content = self.files.get(request.match_info["name"])
        return web.Response(status=404) if content is None else web.Response(body=content)

    async def take(self, method: str, **given: Any) -> Any:
        """What Telegram does with the request. Raises Refused."""
        return await getattr(self, f"_{method.lower()}", self._accepted)(given)

    async def _setwebhook(self, given: Json) -> bool:
        taken = webhook(given["url"], given.get("secret_token", ""), self.proxies)
        if isinstance(taken, str):
            raise Refused(400, taken)
        await self._deletewebhook({})
        self.webhook = taken
        self._bringing = asyncio.create_task(taken.bring(self.updates, self._came, self.outcomes))
        return True

    async def _deletewebhook(self, _: Json) -> bool:
        self.webhook = None
        if self._bringing is not None:
            self._bringing.cancel()
        return True

    async def _getupdates(self, given: Json) -> list[Json]:
        if self.webhook is not None:
            raise Refused(409, "Conflict: can't use getUpdates method while webhook is active")
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(Refused(409, "Conflict: terminated by other getUpdates request"))
        mine = self._poller = asyncio.get_running_loop().create_future()
        while self.updates and self.updates[0]["update_id"] < int(given.get("offset") or 0):
            self.updates.popleft()
        until = time.monotonic() + min(50, int(given.get("timeout") or 0))
        while not self.updates and (left := until - time.monotonic()) > 0:
            self._came.clear()
            coming = asyncio.ensure_future(self._came.wait())
            await asyncio.wait({coming, mine}, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            coming.cancel()
            if mine.done():
                mine.result()
        if not mine.done():
            mine.set_result(None)
        return list(self.updates)[: int(given.get("limit") or 100)]

    async def _getme(self, _: Json) -> Json:
        return {"id": BOT_ID, "is_bot": True, "first_name": "АПО", "username": "apo_test_bot"}

    async def _accepted(self, _: Json) -> bool:
        return True
