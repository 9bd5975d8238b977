"""People who talk to the bot through the fake Telegram, and what a dialogue looks like on their screen."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

from bot.middlewares.throttle import TOO_FAST
from tests.support.fake_telegram import FakeTelegram

SLOW_DOWN = (str(TOO_FAST), "Too fast, wait a second")
PATIENCE = 60.0  # seconds, of a machine that has other work too
Json = dict[str, Any]


@dataclass(slots=True)
class Person:
    telegram: FakeTelegram
    id: int
    seen: dict[int, str] = field(default_factory=dict)
    """What the messages of the chat said when they were looked at."""
    transcript: list[str] = field(default_factory=list)

    @property
    def user(self) -> Json:
        return {"id": self.id, "is_bot": False, "first_name": "Студент", "language_code": "ru"}

    @property
    def chat(self) -> Json:
        return {"id": self.id, "type": "private", "first_name": "Студент"}

    def messages(self) -> list[Json]:
        """Of the bot to this person, in order."""
        return [message for (chat, _), message in sorted(self.telegram.messages.items()) if chat == self.id]

    def write(self, text: str) -> int:
        number = self.telegram.next_number("message")
        entities = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
        return self.telegram.inject(
            message={
                "message_id": number,
                "date": int(time.time()),
                "chat": self.chat,
                "from": self.user,
                "text": text,
                **({"entities": entities} if text.startswith("/") else {}),
            }
        )

    def send_photo(self, content: bytes) -> int:
        name = f"file-of-{self.id}-{len(self.telegram.files) + 1}"
        self.telegram.files[name] = content
        size = {"file_id": name, "file_unique_id": f"u-{name}", "width": 90, "height": 90}
        number = self.telegram.next_number("message")
        return self.telegram.inject(
            message={
                "message_id": number,
                "date": int(time.time()),
                "chat": self.chat,
                "from": self.user,
                "photo": [size],
            }
        )

    def tap(self, text: str, message: Json | None = None) -> str:
        """The button with the text, of the message or of the newest that has it; the id of the query."""
        shown = [message] if message else list(reversed(self.messages()))
        for each in shown:
            for button in buttons(each):
                if text in button["text"]:
                    return self.press(button["callback_data"], each)
        raise AssertionError(f"no button {text!r} in {[titles(each) for each in shown]}")

    def press(self, data: str, message: Json) -> str:
        query = f"q{self.telegram.next_number('query')}"
        self.telegram.inject(
            callback_query={
                "id": query,
                "from": self.user,
                "chat_instance": "1",
                "data": data,
                "message": message,
            }
        )
        return query

    async def until(self, part: str, *, after: int | None = None) -> Json:
        """The newest message with the part, once there is one; `after` is the number of one before it."""
        deadline = time.monotonic() + PATIENCE
        while True:
            for message in reversed(self.messages()):
                if part in "\n".join([shown(message), *titles(message)]) and (
                    after is None or message["message_id"] > after
                ):
                    return message
            left = deadline - time.monotonic()
            assert left > 0, (
                f"{part!r} did not come; the chat ends with {[shown(m) for m in self.messages()[-3:]]}"
            )
            await self._something_new(left)

    async def answered(self, query: str) -> str:
        """The toast of a tap, empty when it had no words."""
        deadline = time.monotonic() + PATIENCE
        while query in self.telegram.queries:
            assert time.monotonic() < deadline, f"{query} was not answered"
            await self._something_new(0.5)
        return next((text for known, text in self.telegram.toasts if known == query), "")

    async def _something_new(self, seconds: float) -> None:
        async with self.telegram.changed:
            try:
                await asyncio.wait_for(self.telegram.changed.wait(), min(seconds, 0.5))
            except TimeoutError:
                return

    async def say(self, text: str, expect: str) -> Json:
        """Writes, and waits for a new message with the part."""
        last = max((message["message_id"] for message in self.messages()), default=0)
        self.transcript.append(f"— {text}")
        self.write(text)
        return self._noted(await self.until(expect, after=last))

    async def choose(self, button: str, expect: str, *, after: int | None = None) -> Json:
        """Taps, and waits until the part is in a message that was changed or is new."""
        self.transcript.append(f"[{button}]")
        while await self.answered(self.tap(button)) in SLOW_DOWN:  # noqa: ASYNC110 as a person does
            await asyncio.sleep(0.4)
        return self._noted(await self.until(expect, after=after))

    def _noted(self, message: Json) -> Json:
        """What is new or reads otherwise on the screen since the last look, and in any case the message."""
        for each in self.messages():
            if each["message_id"] == message["message_id"] or self.seen.get(each["message_id"]) != shown(
                each
            ):
                rows = [" | ".join(button["text"] for button in row) for row in keyboard_rows(each)]
                self.transcript.append("\n".join([shown(each), *(f"    [{row}]" for row in rows)]))
                self.seen[each["message_id"]] = shown(each)
        return message


def shown(message: Json) -> str:
    pictured = "<picture>\n" if "photo" in message else ""
    return pictured + str(message.get("text") or message.get("caption") or "")


def keyboard_rows(message: Json) -> list[list[Json]]:
    rows: list[list[Json]] = message.get("reply_markup", {}).get("inline_keyboard", [])
    return rows


def buttons(message: Json) -> list[Json]:
    return [button for row in keyboard_rows(message) for button in row]


def titles(message: Json) -> list[str]:
    return [button["text"] for button in buttons(message)]
