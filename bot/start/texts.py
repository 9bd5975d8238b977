from aiogram.types import BotCommand
from aiogram.utils.formatting import Bold, Text

from serving.core.account.profiles import StudentProfile

STRANGER = Text(
    Bold("Привет! Это тренажёр АПО"),
    " — ассоциации победителей олимпиад.\n\nЗдесь можно решать настоящие олимпиадные вопросы, повторять свои "
    "ошибки и видеть своё место среди других. Сначала познакомимся: это шесть коротких вопросов.",
)
MENU = Text(
    "/train — тренироваться\n/mistakes — повторить ошибки\n/filters — темы, источники, сложность\n"
    "/stats — моя статистика\n/top — места\n/plan — план к олимпиаде\n/me — мой профиль\n/help — помощь"
)
HELP = Text(
    Bold("Как это устроено"),
    "\n\nВ соревновании баллы приносит только первый ответ на вопрос: да/нет — 1, один вариант — 3, "
    "несколько вариантов — 5, открытый ответ — 7. В свободной тренировке баллов нет.\n\n"
    "Отвечать можно кнопкой или сообщением. Если вопрос с ошибкой, нажми 🚩 под ним: кафедра проверит, "
    "и мы сообщим, что решили.\n\n/stop — закончить тренировку, /cancel — отменить то, что начато.\n\n",
    MENU,
)
CANCELLED = Text("Отменено. Меню: /help")
NOTHING_TO_CANCEL = Text("Отменять нечего. Меню: /help")
LINKED = Text("Готово: этот чат связан с твоим аккаунтом АПО. Меню: /help")
LINK_REFUSED = Text("Ссылка устарела или уже использована. Возьми новую на сайте, в профиле.")
REGISTER_FIRST = Text("Сначала познакомимся: /start")
NOT_UNDERSTOOD = Text("Я понимаю текст и кнопки. Меню: /help")
COMMANDS = [
    BotCommand(command="train", description="Тренироваться"),
    BotCommand(command="mistakes", description="Повторить ошибки"),
    BotCommand(command="filters", description="Темы, источники, сложность"),
    BotCommand(command="stats", description="Моя статистика"),
    BotCommand(command="top", description="Места"),
    BotCommand(command="plan", description="План к олимпиаде"),
    BotCommand(command="me", description="Мой профиль"),
    BotCommand(command="login", description="Код для входа на сайте"),
    BotCommand(command="stop", description="Закончить тренировку"),
    BotCommand(command="cancel", description="Отменить"),
    BotCommand(command="help", description="Помощь"),
]


def welcome_back(profile: StudentProfile) -> Text:
    return Text(Bold(f"С возвращением, {profile.name}!"), "\n\n", MENU)
