from collections.abc import Mapping
from zoneinfo import ZoneInfo

from aiogram.utils.formatting import Bold, Code, Text

from bot.counting import moment
from bot.languages import Language, Phrase, Words, _, spoken
from serving.core.account.one_time_codes import Offered
from serving.core.account.profiles import StudentProfile
from serving.core.leaderboard.choose_appearance import Appearance

ZONE, BACK = _("Часовой пояс"), _("◀ К профилю")
OTHER_LANGUAGE: Mapping[Language, tuple[Language, str]] = {
    Language.RUSSIAN: (Language.ENGLISH, "🌐 English"),
    Language.ENGLISH: (Language.RUSSIAN, "🌐 Русский"),
}
"""In its own words, for who does not read those around."""
CODE, DATA, DELETE = _("Код для входа"), _("Мои данные"), _("Удалить профиль")
HIDE, LIST, RENAME = _("Скрыть меня в рейтинге"), _("Показывать в рейтинге"), _("Имя в рейтинге")
ASK_NAME = Text(_("Как тебя показывать в рейтинге? От 2 до 40 знаков."))
BAD_NAME = Text(_("Имя в рейтинге: от 2 до 40 знаков, без < и >."))
DATA_CAPTION = _("Всё, что мы о тебе храним")
CONFIRMATION = _("удалить")
SURE = Text(
    Bold(_("Удалить профиль?")),
    "\n\n",
    _("Имя, контакты и вход исчезнут сразу, ответы останутся без имени. Вернуть ничего нельзя."),
    "\n\n",
    _("Чтобы подтвердить, напиши:"),
    " ",
    CONFIRMATION,
)
ASK_ZONE = Text(
    Bold(_("Где ты живёшь?")),
    "\n\n",
    _("По этому времени считаются дни твоей серии, и ночью мы не беспокоим."),
)
ZONES: Mapping[str, Phrase] = {
    "Europe/Kaliningrad": _("Калининград, МСК−1"),
    "Europe/Moscow": _("Москва"),
    "Europe/Samara": _("Самара, МСК+1"),
    "Asia/Yekaterinburg": _("Екатеринбург, МСК+2"),
    "Asia/Omsk": _("Омск, МСК+3"),
    "Asia/Krasnoyarsk": _("Красноярск, МСК+4"),
    "Asia/Irkutsk": _("Иркутск, МСК+5"),
    "Asia/Yakutsk": _("Якутск, МСК+6"),
    "Asia/Vladivostok": _("Владивосток, МСК+7"),
    "Asia/Magadan": _("Магадан, МСК+8"),
    "Asia/Kamchatka": _("Камчатка, МСК+9"),
}
KEPT = Text(_("Профиль остаётся. Меню: /help"))
DELETED = Text(_("Профиль удалён. Спасибо за компанию. Начать заново: /start"))


def profile(found: StudentProfile, appearance: Appearance, *, wants_broadcasts: bool) -> Text:
    who = " ".join(part for part in (found.surname, found.name, found.patronymic) if part)
    where = ", ".join(part for part in (_grade(found.grade), found.school, found.region) if part)
    shown = appearance.display_name or _("имя и первая буква фамилии")
    seen = (
        _("В рейтинге: {name}").format(name=shown)
        if appearance.listed
        else _("В рейтинге тебя никто не видит")
    )
    told = _("Рассылки приходят") if wants_broadcasts else _("Рассылки не приходят")
    lives = _("Часовой пояс: {zone}").format(zone=zone(found.time_zone))
    return Text(Bold(who), f"\n{where}\n{seen}\n{lives}\n{told}")


def _grade(grade: int | str | None) -> str:
    match grade:
        case None:
            return ""
        case "graduated":
            return str(_("выпускник"))
        case number:
            return _("{grade} класс").format(grade=number)


def zone(name: str) -> Words:
    """Another program may have chosen one that is not offered here."""
    return ZONES.get(name, name)


def other_language() -> tuple[Language, str]:
    return OTHER_LANGUAGE[spoken()]


def code(offered: Offered, time_zone: str) -> Text:
    until = moment(offered.expires_at, ZoneInfo(time_zone))
    lasts = _("Действует один раз, до {moment} ({zone}).").format(moment=until, zone=zone(time_zone))
    return Text(_("Код для входа:"), " ", Code(offered.code), f"\n{lasts}")
