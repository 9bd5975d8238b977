"""A Bot API server as strict as Telegram's: `async with FakeTelegram().running() as base_url`.

It enforces lengths in UTF-16 units, 64 bytes of callback data, the rate of messages (a 429 refuses all
for a while), one poller (409), callback queries that are answered once and in time; and it can refuse, fail
and lose answers on demand.
"""

import asyncio
import json
import time
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.support.fake_webhook import Webhook, webhook

BOT_ID = 42
TOKEN = f"{BOT_ID}:TEST-TOKEN-OF-THE-FAKE"
LONGEST, LONGEST_CAPTION, LONGEST_TOAST, MOST_ENTITIES, CALLBACK_BYTES, MOST_BUTTONS, MOST_IN_ROW = (
    4096, 1024, 200, 100, 64, 100, 8,
)  # fmt: skip
LARGEST_DOCUMENT = 50 << 20
QUERY_LIVES = 150.0
REFUSES_FOR = 3

Json = dict[str, Any]


class Refused(Exception):
    def __init__(self, code: int, description: str, **parameters: int) -> None:
        self.body: Json = {"ok": False, "error_code": code, "description": description}
        if parameters:
            self.body["parameters"] = parameters
        self.code = code


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
class FakeTelegram:
    per_second: int = 30
    """0: no limit."""
    updates: deque[Json] = field(default_factory=deque)
    messages: dict[tuple[int, int], Json] = field(default_factory=dict)
    hanging: int = 0
    """Calls that wait for their answer because of a fault."""
    files: dict[str, bytes] = field(default_factory=dict)
    blocked: set[int] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    calls: list[tuple[str, Json]] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)
    queries: dict[str, float] = field(default_factory=dict)
    """Callback queries that wait for their answer, since when."""
    toasts: list[tuple[str, str]] = field(default_factory=list)
    _numbers: Counter[str] = field(default_factory=Counter)
    _recent: deque[float] = field(default_factory=deque)
    _refusing_until: float = 0.0
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

    def next_number(self, of: str) -> int:
        self._numbers[of] += 1
        return self._numbers[of]

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

    async def _sendmessage(self, given: Json) -> Json:
        _check_text(given["text"], given.get("entities"), LONGEST, "message")
        return self._deliver(given, {"text": given["text"], **_entities(given, "entities")})

    async def _sendphoto(self, given: Json) -> Json:
        caption = given.get("caption", "")
        if caption:
            _check_text(caption, given.get("caption_entities"), LONGEST_CAPTION, "message caption")
        photo = given["photo"]
        content = given[photo.removeprefix("attach://")] if photo.startswith("attach://") else None
        if content is None and photo not in self.files:
            raise Refused(400, "Bad Request: wrong file identifier/HTTP URL specified")
        name = photo if content is None else f"file-{len(self.files) + 1}"
        if content is not None:
            if not content.startswith((b"\x89PNG", b"\xff\xd8", b"RIFF")) or len(content) > 10 << 20:
                raise Refused(400, "Bad Request: IMAGE_PROCESS_FAILED")
            self.files[name] = content
        size = {"file_id": name, "file_unique_id": f"u-{name}", "width": 1, "height": 1}
        said = {"caption": caption, **_entities(given, "caption_entities")} if caption else {}
        return self._deliver(given, {"photo": [size], **said})

    async def _senddocument(self, given: Json) -> Json:
        content = given[given["document"].removeprefix("attach://")]
        if not content or len(content) > LARGEST_DOCUMENT:
            raise Refused(400, "Bad Request: file must be non-empty and of 50 MB at most")
        caption, name = given.get("caption", ""), f"file-{len(self.files) + 1}"
        if caption:
            _check_text(caption, given.get("caption_entities"), LONGEST_CAPTION, "message caption")
        self.files[name] = content
        document = {"file_id": name, "file_unique_id": f"u-{name}", "file_name": "document"}
        return self._deliver(given, {"document": document, "caption": caption})

    async def _getfile(self, given: Json) -> Json:
        name = given["file_id"]
        if name not in self.files:
            raise Refused(400, "Bad Request: invalid file_id")
        return {"file_id": name, "file_unique_id": f"u-{name}", "file_path": name}

    async def _editmessagetext(self, given: Json) -> Json:
        _check_text(given["text"], given.get("entities"), LONGEST, "message")
        return self._change(given, {"text": given["text"], **_entities(given, "entities")}, "text")

    async def _editmessagecaption(self, given: Json) -> Json:
        _check_text(given["caption"], given.get("caption_entities"), LONGEST_CAPTION, "message caption")
        said = {"caption": given["caption"], **_entities(given, "caption_entities")}
        return self._change(given, said, "caption")

    async def _editmessagereplymarkup(self, given: Json) -> Json:
        return self._change(given, {}, None)

    async def _answercallbackquery(self, given: Json) -> bool:
        if len(given.get("text", "")) > LONGEST_TOAST:
            raise Refused(400, "Bad Request: MESSAGE_TOO_LONG")
        since = self.queries.pop(given["callback_query_id"], -QUERY_LIVES)
        if time.monotonic() - since >= QUERY_LIVES:
            raise Refused(400, "Bad Request: query is too old and response timeout expired")
        self.toasts.append((given["callback_query_id"], given.get("text", "")))
        return True

    async def _accepted(self, _: Json) -> bool:
        return True

    def _deliver(self, given: Json, content: Json) -> Json:
        chat = int(given["chat_id"])
        markup = _markup(given)
        if chat in self.blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        self._pace()
        number = self.next_number("message")
        message = {
            "message_id": number,
            "date": int(time.time()),
            "chat": {"id": chat, "type": "private", "first_name": "Студент"},
            "from": {"id": BOT_ID, "is_bot": True, "first_name": "АПО"},
            **content,
        }
        if markup:
            message["reply_markup"] = markup
        self.messages[chat, number] = message
        return message

    def _change(self, given: Json, content: Json, must_have: str | None) -> Json:
        old = self.messages.get((int(given["chat_id"]), int(given["message_id"])))
        if old is None:
            raise Refused(400, "Bad Request: message to edit not found")
        if must_have == "text" and "text" not in old:
            raise Refused(400, "Bad Request: there is no text in the message to edit")
        markup = _markup(given)
        new = {**old, **content}
        new.pop("reply_markup", None)
        if markup:
            new["reply_markup"] = markup
        if new == old:
            raise Refused(
                400, "Bad Request: message is not modified: specified new message content is the same"
            )
        self.messages[int(given["chat_id"]), int(given["message_id"])] = new
        return new

    def _pace(self) -> None:
        now = time.monotonic()
        if now < self._refusing_until:
            wait = int(self._refusing_until - now) + 1
            raise Refused(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
        while self._recent and self._recent[0] <= now - 1:
            self._recent.popleft()
        if self.per_second and len(self._recent) >= self.per_second:
            self._refusing_until = now + REFUSES_FOR
            raise Refused(429, f"Too Many Requests: retry after {REFUSES_FOR}", retry_after=REFUSES_FOR)
        self._recent.append(now)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _check_text(text: str, entities: str | None, most: int, what: str) -> None:
    if not text.strip():
        raise Refused(400, f"Bad Request: {what} text is empty")
    if _units(text) > most:
        raise Refused(400, f"Bad Request: {what} is too long")
    found = json.loads(entities) if entities else []
    if len(found) > MOST_ENTITIES:
        raise Refused(400, "Bad Request: ENTITIES_TOO_LONG")
    for entity in found:
        if entity["offset"] < 0 or entity["offset"] + entity["length"] > _units(text):
            raise Refused(400, "Bad Request: ENTITY_BOUNDS_INVALID")


def _entities(given: Json, name: str) -> Json:
    return {name: json.loads(given[name])} if given.get(name) else {}


def _markup(given: Json) -> Json | None:
    if not given.get("reply_markup"):
        return None
    markup: Json = json.loads(given["reply_markup"])
    rows = markup.get("inline_keyboard", [])
    if sum(map(len, rows)) > MOST_BUTTONS or any(len(row) > MOST_IN_ROW for row in rows):
        raise Refused(400, "Bad Request: reply markup is too long")
    for button in (button for row in rows for button in row):
        if not button["text"].strip():
            raise Refused(400, "Bad Request: text buttons are unallowed in the inline keyboard")
        if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= CALLBACK_BYTES:
            raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")
    return markup if rows else None
