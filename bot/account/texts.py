from collections.abc import Mapping
from zoneinfo import ZoneInfo

from aiogram.utils.formatting import Bold, Code, Text

from bot.russian import moment
from serving.core.account.one_time_codes import Offered
from serving.core.account.profiles import StudentProfile
from serving.core.leaderboard.choose_appearance import Appearance

ZONE, BACK = "Часовой пояс", "◀ К профилю"
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
ASK_ZONE = Text(
    Bold("Где ты живёшь?"),
    "\n\nПо этому времени считаются дни твоей серии, и ночью мы не беспокоим.",
)
ZONES: Mapping[str, str] = {
    "Europe/Kaliningrad": "Калининград, МСК−1",
    "Europe/Moscow": "Москва",
    "Europe/Samara": "Самара, МСК+1",
    "Asia/Yekaterinburg": "Екатеринбург, МСК+2",
    "Asia/Omsk": "Омск, МСК+3",
    "Asia/Krasnoyarsk": "Красноярск, МСК+4",
    "Asia/Irkutsk": "Иркутск, МСК+5",
    "Asia/Yakutsk": "Якутск, МСК+6",
    "Asia/Vladivostok": "Владивосток, МСК+7",
    "Asia/Magadan": "Магадан, МСК+8",
    "Asia/Kamchatka": "Камчатка, МСК+9",
}
KEPT = Text("Профиль остаётся. Меню: /help")
DELETED = Text("Профиль удалён. Спасибо, что был с нами. Начать заново: /start")


def profile(found: StudentProfile, appearance: Appearance, *, wants_broadcasts: bool) -> Text:
    who = " ".join(part for part in (found.surname, found.name, found.patronymic) if part)
    grade = "уже окончил" if found.grade == "graduated" else f"{found.grade} класс" if found.grade else ""
    where = ", ".join(part for part in (grade, found.school, found.region) if part)
    shown = appearance.display_name or "имя и первая буква фамилии"
    seen = f"В рейтинге: {shown}" if appearance.listed else "В рейтинге тебя никто не видит"
    told = "Рассылки приходят" if wants_broadcasts else "Рассылки не приходят"
    return Text(Bold(who), f"\n{where}\n{seen}\nЧасовой пояс: {zone(found.time_zone)}\n{told}")


def zone(name: str) -> str:
    """Another program may have chosen one that is not offered here."""
    return ZONES.get(name, name)


def code(offered: Offered, time_zone: str) -> Text:
    until = moment(offered.expires_at, ZoneInfo(time_zone))
    return Text(
        "Код для входа: ",
        Code(offered.code),
        f"\nДействует один раз, до {until} ({zone(time_zone)}).",
    )
