from datetime import date

from aiogram.utils.formatting import Bold, Text

from bot.counting import day, days
from bot.languages import _, counted
from serving.core.training.goals import Goal

WHICH = Text(_("Для какого предмета?"))
SET_DAY, SET_QUOTA, NO_DAY = _("Дата олимпиады"), _("Ошибок в день"), _("Убрать дату")
ASK_DAY = Text(_("Когда олимпиада? Напиши дату, например 15.03.2027."))
ASK_QUOTA = Text(_("Сколько ошибок повторять в день? Напиши число от 1 до 200."))
BAD_DAY = Text(_("Не понял дату. Напиши её так: 15.03.2027. Она должна быть впереди."))
BAD_QUOTA = Text(_("Нужно целое число от 1 до 200."))


def plan(title: str, goal: Goal, today: date) -> Text:
    quota = counted(goal.daily_mistakes, "ошибку", "ошибки", "ошибок")
    daily = _("Каждый день повторяем до {mistakes}: /mistakes").format(mistakes=quota)
    return Text(Bold(_("План · {subject}").format(subject=title)), f"\n{_when(goal, today)}\n{daily}")


def _when(goal: Goal, today: date) -> str:
    if goal.olympiad_day is None:
        return str(_("Дата олимпиады не задана: ошибки повторяются с растущими промежутками."))
    if goal.olympiad_day <= today:
        return _("Олимпиада была {day}. Удачи на следующей!").format(day=day(goal.olympiad_day))
    said = _("Олимпиада {day}, осталось {days}: каждая ошибка вернётся до неё.")
    return said.format(day=day(goal.olympiad_day), days=days((goal.olympiad_day - today).days))
