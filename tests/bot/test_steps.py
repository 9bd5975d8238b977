"""What typed words belong to, and what it costs to find out."""

from datetime import UTC, datetime

import pytest
from aiogram.types import Chat, Message

from bot.app import OF_LINKS, OF_STUDENTS
from bot.registration.handlers import router as registration
from bot.registration.states import Registration
from bot.start.handlers import router as start
from bot.start.strangers import router as strangers
from bot.steps import Typed


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("text", "state", "belongs"),
    [
        ("Иванова", "Registration:filling", True),
        ("/help", "Registration:filling", False),
        ("Иванова", "Registration:consent", False),
        ("Иванова", None, False),
        (None, "Registration:filling", False),
    ],
)
async def test_words_belong_to_their_step(text: str | None, state: str | None, belongs: bool) -> None:
    message = Message(message_id=1, date=datetime.now(UTC), chat=Chat(id=1, type="private"), text=text)
    assert await Typed(Registration.filling)(message, raw_state=state) is belongs


def test_no_filter_is_asked_in_a_thread_of_its_own() -> None:
    handlers = [
        handler
        for router in (*OF_LINKS, start, registration, *OF_STUDENTS, strangers)
        for observer in router.observers.values()
        for handler in observer.handlers
    ]
    assert len(handlers) > 60
    slow = [
        handler.callback.__name__
        for handler in handlers
        for asked in handler.filters or []
        if not asked.awaitable
    ]
    assert slow == []
