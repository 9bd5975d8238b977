from aiogram.fsm.state import State, StatesGroup


class Sitting(StatesGroup):
    code = State()
    """The next text is the code of a contest."""
    answering = State()
    """The next text answers the question of a contest."""
