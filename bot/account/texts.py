from datetime import datetime
from zoneinfo import ZoneInfo

from aiogram.utils.formatting import Bold, Code, Text

from bot.russian import moment
from serving.core.account.one_time_codes import Offered
from serving.core.account.profiles import StudentProfile
from serving.core.leaderboard.choose_appearance import Appearance

CODE, DATA, DELETE = "Код для входа", "Мои данные", "Удалить профиль"
HIDE, LIST, RENAME = "Скрыть меня в рейтинге", "Показывать в рейтинге", "Имя в рейтинге"
ASK_NAME = Text("Как тебя показывать в рейтинге? От 2 до 40 знаков.")
BAD_NAME = Text("Имя в рейтинге: от 2 до 40 знаков, без < и >.")
DATA_CAPTION = "Всё, что мы о тебе храним"
SURE = Text(
    Bold("Удалить профиль?"),
    "\n\nИмя, контакты и вход исчезнут сразу, ответы останутся без имени. Вернуть ничего нельзя."
    "\n\nЧтобы подтвердить, напиши: удалить",
)
CONFIRMATION = "удалить"
KEPT = Text("Профиль остаётся. Меню: /help")
DELETED = Text("Профиль удалён. Спасибо, что был с нами. Начать заново: /start")


def profile(found: StudentProfile, appearance: Appearance) -> Text:
    who = " ".join(part for part in (found.surname, found.name, found.patronymic) if part)
    grade = "уже окончил" if found.grade == "graduated" else f"{found.grade} класс" if found.grade else ""
    where = ", ".join(part for part in (grade, found.school, found.region) if part)
    shown = appearance.display_name or "имя и первая буква фамилии"
    seen = f"В рейтинге: {shown}" if appearance.listed else "В рейтинге тебя никто не видит"
    return Text(Bold(who), f"\n{where}\n{seen}")


def code(offered: Offered, zone: ZoneInfo) -> Text:
    return Text(
        "Код для входа: ", Code(offered.code), f"\nДействует до {_time(offered.expires_at, zone)}, один раз."
    )


def _time(value: datetime, zone: ZoneInfo) -> str:
    return f"{moment(value, zone)} (МСК)"
