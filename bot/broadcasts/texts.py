from collections.abc import Mapping

from aiogram.utils.formatting import Text

from bot.russian import recipients
from serving.core.broadcasts.broadcasts import BroadcastState
from serving.core.broadcasts.errors import BroadcastInState, RecipientsMiscounted

OPT_OUT = "🔕 Не присылать рассылки"
OPT_IN = "🔔 Присылать рассылки"
MUTED = "Рассылок больше не будет. Вернуть их можно кнопкой под сообщением."
UNMUTED = "Рассылки снова приходят."
IN_STATE: Mapping[BroadcastState, Text] = {
    BroadcastState.DRAFT: Text("Эта рассылка ещё черновик, она не запущена."),
    BroadcastState.SCHEDULED: Text("Эта рассылка уже назначена и скоро начнётся."),
    BroadcastState.RUNNING: Text("Эта рассылка уже идёт."),
    BroadcastState.PAUSED: Text("Эта рассылка стоит на паузе."),
    BroadcastState.CANCELLED: Text("Эта рассылка отменена."),
    BroadcastState.DONE: Text("Эта рассылка уже закончена."),
}


def in_state(error: BroadcastInState) -> Text:
    return IN_STATE[BroadcastState(error.state)]


def miscounted(error: RecipientsMiscounted) -> Text:
    return Text(f"Число не то: сейчас она придёт {recipients(error.students)}. Проверь и напиши его.")
