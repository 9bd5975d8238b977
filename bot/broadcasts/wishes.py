from aiogram.filters.callback_data import CallbackData


class Mute(CallbackData, prefix="b1"):
    wanted: bool
