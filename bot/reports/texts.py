from collections.abc import Mapping

from aiogram.utils.formatting import Text

from serving.core.reports.reports import Reason

REASONS: Mapping[Reason, str] = {
    Reason.WRONG_KEY: "Неверный ответ",
    Reason.SEVERAL_RIGHT: "Верных ответов несколько",
    Reason.UNCLEAR: "Непонятно",
    Reason.MISPRINT: "Опечатка",
    Reason.PICTURE: "Проблема с картинкой",
    Reason.OUTDATED: "Устарело",
    Reason.OTHER: "Другое",
}
WHAT = Text("Что не так с этим вопросом?")
DETAILS = Text("Напиши пару слов, что именно не так. Или нажми «Отправить без слов».")
WITHOUT_WORDS = "Отправить без слов"
THANKS = Text("Спасибо! Кафедра посмотрит, и мы сообщим, что решили.")
ALREADY = Text("Ты уже сообщал об этом вопросе. Мы скажем, когда кафедра решит.")
NOT_SERVED = Text("Об этом вопросе можно сообщить, когда он встретится.")
