from aiogram.fsm.state import State, StatesGroup


class Reporting(StatesGroup):
    details = State()
