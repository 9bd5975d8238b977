from aiogram.fsm.state import State, StatesGroup


class Registration(StatesGroup):
    consent = State()
    filling = State()
    """Which field is asked for stands in the draft."""
    checking = State()
