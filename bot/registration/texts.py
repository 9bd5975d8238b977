from collections.abc import Mapping

from aiogram.utils.formatting import Bold, Text

from bot.languages import Phrase, _

CONSENT = Text(
    Bold(_("Согласие на обработку персональных данных")),
    "\n\n",
    _(
        "Чтобы вести твою статистику и места, мы храним имя, класс, школу, регион и твои ответы. "
        "Другие видят только имя и первую букву фамилии, и это можно скрыть. Всё о себе можно скачать и "
        "удалить в любой момент: /me."
    ),
)
AGREE, REFUSE = _("Принимаю"), _("Не принимаю")
REFUSED = Text(_("Без согласия мы не можем завести профиль. Если передумаешь: /start"))
BACK, SKIP, RIGHT, AGAIN = _("◀ Назад"), _("Пропустить"), _("Всё верно"), _("Исправить")
ONWARD = _("К вопросу по ссылке ▶")
GRADUATED = _("Выпускник")
FIELDS = ("surname", "name", "patronymic", "grade", "school", "region", "subject")
QUESTIONS: Mapping[str, Phrase] = {
    "surname": _("Фамилия?"),
    "name": _("Имя?"),
    "patronymic": _("Отчество? Если его нет, нажми «Пропустить»."),
    "grade": _("В каком ты классе?"),
    "school": _("Школа? Например: Лицей № 1."),
    "region": _("Регион? Например: Томская область."),
    "subject": _("Какой предмет главный?"),
}
NAMES: Mapping[str, Phrase] = {
    "surname": _("Фамилия"),
    "name": _("Имя"),
    "patronymic": _("Отчество"),
    "grade": _("Класс"),
    "school": _("Школа"),
    "region": _("Регион"),
    "subject": _("Предмет"),
}
REFUSALS: Mapping[str, Phrase] = {
    "surname": _("Фамилия — одна строка до 200 знаков."),
    "name": _("Имя — одна строка до 200 знаков."),
    "patronymic": _("Отчество — одна строка до 200 знаков."),
    "grade": _("Класс — число от 1 до 11 или «выпускник»."),
    "school": _("Школа — одна строка до 200 знаков."),
    "region": _("Такого региона России не нашлось. Напиши его полным названием."),
    "subject": _("Выбери предмет кнопкой."),
}
REGION_UNCLEAR = Text(_("Какой регион имеется в виду?"))
ALREADY = Text(_("Профиль у тебя уже есть. Меню: /help"))


def step(place: int, field: str) -> Text:
    count = _("{step} из {steps}.").format(step=place + 1, steps=len(FIELDS))
    return Text(Bold(f"{count} "), QUESTIONS[field])


def refusal(field: str) -> Text:
    return Text(REFUSALS[field])


def summary(draft: Mapping[str, object], subject: str) -> Text:
    lines = [f"\n{NAMES[field]}: {_shown(field, draft.get(field), subject)}" for field in FIELDS]
    return Text(Bold(_("Проверь, всё ли верно")), *lines)


def _shown(field: str, value: object, subject: str) -> str:
    if value is None:
        return "—"
    if field == "subject":
        return subject
    return str(GRADUATED).lower() if value == "graduated" else str(value)


def welcome(name: str) -> Text:
    return Text(
        Bold(_("Рады знакомству, {name}!").format(name=name)),
        "\n\n",
        _("Начать тренировку: /train"),
        "\n",
        _("Меню: /help"),
    )
