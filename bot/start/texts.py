from collections.abc import Mapping

from aiogram.types import BotCommand
from aiogram.utils.formatting import Bold, Text

from bot.languages import Phrase, _
from serving.core.account.profiles import StudentProfile

STRANGER = Text(
    Bold(_("Привет! Это тренажёр АПО")),
    _(
        " — ассоциации победителей олимпиад.\n\nЗдесь можно решать настоящие олимпиадные вопросы, "
        "повторять свои ошибки и видеть своё место среди других. Сначала познакомимся: это семь коротких "
        "вопросов."
    ),
)
MENU = Text(
    _(
        "/train — тренироваться\n/mistakes — повторить ошибки\n/filters — темы, источники, сложность\n"
        "/stats — моя статистика\n/top — места\n/contests — конкурсы\n/duel — дуэль с друзьями\n"
        "/plan — план к олимпиаде\n/me — мой профиль\n/help — помощь"
    )
)
HELP = Text(
    Bold(_("Как это устроено")),
    "\n\n",
    _(
        "В соревновании баллы приносит только первый ответ на вопрос: да/нет — 1, один вариант — 3, "
        "несколько вариантов — 5, открытый ответ — 7. В свободной тренировке баллов нет."
    ),
    "\n\n",
    _(
        "Отвечать можно кнопкой или сообщением. Если вопрос с ошибкой, нажми 🚩 под ним: кафедра проверит, "
        "и мы сообщим, что решили."
    ),
    "\n\n",
    _("/stop — закончить тренировку, /cancel — отменить то, что начато."),
    "\n\n",
    MENU,
)
CANCELLED = Text(_("Отменено. Меню: /help"))
NOTHING_TO_CANCEL = Text(_("Отменять нечего. Меню: /help"))
LINKED = Text(_("Готово: этот чат связан с твоим аккаунтом АПО. Меню: /help"))
LINK_REFUSED = Text(_("Ссылка устарела или уже использована. Возьми новую на сайте, в профиле."))
REGISTER_FIRST = Text(_("Сначала познакомимся: /start"))
NOT_UNDERSTOOD = Text(_("Я понимаю текст и кнопки. Меню: /help"))
OLD_BUTTON = _("Эта кнопка устарела. Меню: /help")
COMMANDS: Mapping[str, Phrase] = {
    "train": _("Тренироваться"),
    "mistakes": _("Повторить ошибки"),
    "filters": _("Темы, источники, сложность"),
    "stats": _("Моя статистика"),
    "top": _("Места"),
    "contests": _("Конкурсы"),
    "duel": _("Дуэль с друзьями"),
    "plan": _("План к олимпиаде"),
    "me": _("Мой профиль"),
    "login": _("Код для входа на сайте"),
    "stop": _("Закончить тренировку"),
    "cancel": _("Отменить"),
    "help": _("Помощь"),
}


def commands() -> list[BotCommand]:
    return [BotCommand(command=name, description=str(does)) for name, does in COMMANDS.items()]


def welcome_back(profile: StudentProfile) -> Text:
    return Text(Bold(_("С возвращением, {name}!").format(name=profile.name)), "\n\n", MENU)
