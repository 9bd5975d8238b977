"""Chats of the fake Telegram, as strict about messages, their buttons and their rate as Telegram's."""

import json
import time
from collections import Counter, deque
from dataclasses import dataclass, field
from typing import Any

BOT_ID = 42
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
class FakeChats:
    per_second: int = 30
    """0: no limit."""
    messages: dict[tuple[int, int], Json] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    blocked: set[int] = field(default_factory=set)
    queries: dict[str, float] = field(default_factory=dict)
    """Callback queries that wait for their answer, since when."""
    toasts: list[tuple[str, str]] = field(default_factory=list)
    _numbers: Counter[str] = field(default_factory=Counter)
    _recent: deque[float] = field(default_factory=deque)
    _refusing_until: float = 0.0

    def next_number(self, of: str) -> int:
        self._numbers[of] += 1
        return self._numbers[of]

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
