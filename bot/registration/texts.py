from collections.abc import Mapping

from aiogram.utils.formatting import Bold, Text

CONSENT = Text(
    Bold("Согласие на обработку персональных данных"),
    "\n\nЧтобы вести твою статистику и места, мы храним имя, класс, школу, регион и твои ответы. "
    "Другие видят только имя и первую букву фамилии, и это можно скрыть. Всё о себе можно скачать и удалить "
    "в любой момент: /me.",
)
AGREE, REFUSE = "Согласен", "Не согласен"
REFUSED = Text("Без согласия мы не можем завести профиль. Если передумаешь: /start")
BACK, SKIP, RIGHT, AGAIN = "◀ Назад", "Пропустить", "Всё верно", "Исправить"
ONWARD = "К вопросу по ссылке ▶"
GRADUATED = "Уже окончил"
FIELDS = ("surname", "name", "patronymic", "grade", "school", "region", "subject")
QUESTIONS: Mapping[str, str] = {
    "surname": "Фамилия?",
    "name": "Имя?",
    "patronymic": "Отчество? Если его нет, нажми «Пропустить».",
    "grade": "В каком ты классе?",
    "school": "Школа? Например: Лицей № 1.",
    "region": "Регион? Например: Томская область.",
    "subject": "Какой предмет главный?",
}
NAMES: Mapping[str, str] = {
    "surname": "Фамилия",
    "name": "Имя",
    "patronymic": "Отчество",
    "grade": "Класс",
    "school": "Школа",
    "region": "Регион",
    "subject": "Предмет",
}
REFUSALS: Mapping[str, str] = {
    "surname": "Фамилия — одна строка до 200 знаков.",
    "name": "Имя — одна строка до 200 знаков.",
    "patronymic": "Отчество — одна строка до 200 знаков.",
    "grade": "Класс — число от 1 до 11 или «окончил».",
    "school": "Школа — одна строка до 200 знаков.",
    "region": "Такого региона России не нашлось. Напиши его полным названием.",
    "subject": "Выбери предмет кнопкой.",
}
REGION_UNCLEAR = Text("Какой регион имеется в виду?")
ALREADY = Text("Ты уже зарегистрирован. Меню: /help")


def step(place: int, field: str) -> Text:
    return Text(Bold(f"{place + 1} из {len(FIELDS)}. "), QUESTIONS[field])


def refusal(field: str) -> Text:
    return Text(REFUSALS[field])


def summary(draft: Mapping[str, object], subject: str) -> Text:
    lines = [f"\n{NAMES[field]}: {_shown(field, draft.get(field), subject)}" for field in FIELDS]
    return Text(Bold("Проверь, всё ли верно"), *lines)


def _shown(field: str, value: object, subject: str) -> str:
    if value is None:
        return "нет"
    if field == "subject":
        return subject
    return GRADUATED.lower() if value == "graduated" else str(value)


def welcome(name: str) -> Text:
    return Text(Bold(f"Рады знакомству, {name}!"), "\n\nНачать тренировку: /train\nМеню: /help")
