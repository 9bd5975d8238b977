"""Students who train in the bot, through a Telegram that is as strict as the real one."""

import asyncio
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.bench.load.readers import PAUSE
from tests.bench.load.tally import Tally
from tests.support.chats import Person, buttons, shown
from tests.support.fake_telegram import FakeTelegram

SUBJECT, MODE = "Экономика", "Свободная тренировка"
PATIENCE = 15.0
KEPT = 4
SHOWS = {"sendmessage", "sendphoto", "editmessagetext", "editmessagecaption", "editmessagereplymarkup"}
Json = dict[str, Any]


@dataclass(slots=True)
class RememberingTelegram(FakeTelegram):
    """Keeps the last messages of a chat only, since thousands come, and tells when one has come."""

    newest: dict[int, Json] = field(default_factory=dict)
    told: Counter[tuple[int, str]] = field(default_factory=Counter)
    """How often each chat got each text."""
    came: defaultdict[int, asyncio.Event] = field(default_factory=lambda: defaultdict(asyncio.Event))
    _numbers_of: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    async def take(self, method: str, **given: Any) -> Any:
        result = await super(RememberingTelegram, self).take(method, **given)
        if method in SHOWS:
            self._remember(int(given["chat_id"]), result)
        return result

    def _remember(self, chat: int, message: Json) -> None:
        numbers = self._numbers_of[chat]
        if message["message_id"] not in numbers:
            numbers.append(message["message_id"])
            self.told[chat, shown(message)] += 1
        if message["message_id"] == numbers[-1]:
            self.newest[chat] = message
        for number in numbers[:-KEPT]:
            self.messages.pop((chat, number), None)
        del numbers[:-KEPT]
        self.came[chat].set()


@dataclass(slots=True)
class Chatter:
    person: Person
    telegram: RememberingTelegram
    tally: Tally
    random: Random
    lost: int = 0
    """Messages in a row that did not tell what to do."""

    async def live(self, begins_in: float, until: float) -> None:
        await asyncio.sleep(begins_in)
        while time.monotonic() < until:
            begun = time.monotonic()
            self.telegram.came[self.person.id].clear()
            self._move(self.telegram.newest.get(self.person.id))
            try:
                await asyncio.wait_for(self.telegram.came[self.person.id].wait(), PATIENCE)
                self.tally.replies.append(time.monotonic() - begun)
            except TimeoutError:
                self.tally.silences += 1
            await asyncio.sleep(1 + self.random.uniform(0, 2 * PAUSE - 2))

    def _move(self, message: Json | None) -> None:
        data = self._pressed(message) if message else None
        if message and data:
            self.lost = 0
            self.person.press(data, message)
        elif message and self.lost == 0:
            self.lost = 1
            self.person.write("1")  # to an open question
        else:
            self.person.write("/train")

    def _pressed(self, message: Json) -> str | None:
        """What leads on: the next question, what is chosen of several, an option, the mode, the subject."""
        of: defaultdict[str, list[Json]] = defaultdict(list)
        for button in buttons(message):
            of[button.get("callback_data", "").partition(":")[0]].append(button)
        for kind in ("n1", "m1"):
            if of[kind]:
                return str(of[kind][0]["callback_data"])
        known = [each for each in [*of["b1"], *of["s1"]] if MODE in each["text"] or SUBJECT in each["text"]]
        choices = of["a1"] or of["t1"] or known
        return str(self.random.choice(choices)["callback_data"]) if choices else None
