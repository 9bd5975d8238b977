from aiogram.fsm.state import State, StatesGroup

BROADCAST = "broadcast"
"""Under which its number is kept."""


class Drafting(StatesGroup):
    """What the next message is about."""

    title = State()
    text = State()
    picture = State()
    links = State()
    region = State()
    count = State()
    moment = State()
