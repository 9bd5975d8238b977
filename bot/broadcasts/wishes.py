from aiogram.filters.callback_data import CallbackData


class Mute(CallbackData, prefix="bm1"):
    wanted: bool
