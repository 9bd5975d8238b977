from collections.abc import Mapping

from aiogram.utils.formatting import Bold, Text

from bot.languages import Phrase, _, counted
from serving.core.exports.exports import ExportName

MENU = _("📄 Выгрузки")
WHICH = Text(Bold(_("Выгрузки")), "\n", _("Что выгрузить в таблицу xlsx?"))
NOTHING = Text(_("Выгрузки делают кафедры, аналитики и администраторы."))
WHAT_OF = Text(_("По какому предмету?"))
EVERY_SUBJECT, WITH_NAMES = _("Все предметы"), _("То же с именами и адресами")
ASKED = Text(_("Собираю. Файл придёт сюда, когда будет готов; пока можно заниматься другим."))
NAMES: Mapping[ExportName, Phrase] = {
    ExportName.USERS: _("👥 Ученики"),
    ExportName.ANSWERS: _("✍️ Ответы"),
    ExportName.QUESTION_STATS: _("📊 Статистика вопросов"),
    ExportName.STANDINGS: _("🏆 Места"),
    ExportName.BROADCAST: _("📣 Рассылка по получателям"),
    ExportName.CONTEST: _("🏁 Места в конкурсе"),
    ExportName.CONTEST_QUESTIONS: _("📊 Вопросы конкурса"),
    ExportName.CONTEST_ANSWERS: _("✍️ Ответы конкурса"),
    ExportName.BANK: _("📚 Банк вопросов"),
}
GONE = Text(_("Выгрузка больше не хранится: файлы живут 24 часа. Собрать заново: /exports"))


def caption(name: ExportName, rows: int) -> str:
    return f"{NAMES[name]} · " + counted(rows, "строка", "строки", "строк")


def too_big(name: ExportName, rows: int, link: str) -> Text:
    said = _("Файл слишком большой для Telegram. Взять его можно 24 часа по ссылке:")
    return Text(caption(name, rows), "\n", said, f"\n{link}")
