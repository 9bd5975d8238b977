from collections.abc import Mapping

from aiogram.utils.formatting import Text

from bot.counting import recipients
from bot.languages import _
from serving.core.broadcasts.broadcasts import BroadcastState
from serving.core.broadcasts.errors import BroadcastInState, RecipientsMiscounted

OPT_OUT = _("🔕 Не присылать рассылки")
OPT_IN = _("🔔 Присылать рассылки")
MUTED = _("Рассылок больше не будет. Вернуть их можно кнопкой под сообщением.")
UNMUTED = _("Рассылки снова приходят.")
IN_STATE: Mapping[BroadcastState, Text] = {
    BroadcastState.DRAFT: Text(_("Эта рассылка ещё черновик, она не запущена.")),
    BroadcastState.SCHEDULED: Text(_("Эта рассылка уже назначена и скоро начнётся.")),
    BroadcastState.RUNNING: Text(_("Эта рассылка уже идёт.")),
    BroadcastState.PAUSED: Text(_("Эта рассылка стоит на паузе.")),
    BroadcastState.CANCELLED: Text(_("Эта рассылка отменена.")),
    BroadcastState.DONE: Text(_("Эта рассылка уже закончена.")),
}


def in_state(error: BroadcastInState) -> Text:
    return IN_STATE[BroadcastState(error.state)]


def miscounted(error: RecipientsMiscounted) -> Text:
    said = _("Число не то: сейчас она придёт {recipients}. Проверь и напиши его.")
    return Text(said.format(recipients=recipients(error.students)))
