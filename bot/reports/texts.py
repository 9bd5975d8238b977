from collections.abc import Mapping

from aiogram.utils.formatting import Text

from bot.languages import Phrase, _
from serving.core.reports.reports import Reason

REASONS: Mapping[Reason, Phrase] = {
    Reason.WRONG_KEY: _("Неверный ответ"),
    Reason.SEVERAL_RIGHT: _("Верных ответов несколько"),
    Reason.UNCLEAR: _("Непонятно"),
    Reason.MISPRINT: _("Опечатка"),
    Reason.PICTURE: _("Проблема с картинкой"),
    Reason.OUTDATED: _("Устарело"),
    Reason.OTHER: _("Другое"),
}
WHAT = Text(_("Что не так с этим вопросом?"))
DETAILS = Text(_("Напиши пару слов, что именно не так. Или нажми «Отправить без слов»."))
WITHOUT_WORDS = _("Отправить без слов")
THANKS = Text(_("Спасибо! Кафедра посмотрит, и мы сообщим, что решили."))
ALREADY = Text(_("Об этом вопросе ты уже сообщаешь кафедре. Мы скажем, что она решила."))
NOT_SERVED = Text(_("Об этом вопросе можно сообщить, когда он встретится."))
