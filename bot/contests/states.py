from aiogram.fsm.state import State, StatesGroup


class Sitting(StatesGroup):
    code = State()
    """The next text is the code of a contest."""
    answering = State()
    """The next text answers the question of a contest."""


class Making(StatesGroup):
    """What the next text tells of the contest that is made; `subject` is told by a button, and `condition`
    is of a draft.
    """

    title = State()
    subject = State()
    questions = State()
    start = State()
    end = State()
    condition = State()
