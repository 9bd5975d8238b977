from datetime import date

from aiogram.utils.formatting import Bold, Text

from bot.russian import counted, day, days
from serving.core.training.goals import Goal

WHICH = Text("Для какого предмета?")
SET_DAY, SET_QUOTA, NO_DAY = "Дата олимпиады", "Ошибок в день", "Убрать дату"
ASK_DAY = Text("Когда олимпиада? Напиши дату, например 15.03.2027.")
ASK_QUOTA = Text("Сколько ошибок повторять в день? Напиши число от 1 до 200.")
BAD_DAY = Text("Не понял дату. Напиши её так: 15.03.2027. Она должна быть впереди.")
BAD_QUOTA = Text("Нужно целое число от 1 до 200.")


def plan(title: str, goal: Goal, today: date) -> Text:
    if goal.olympiad_day is None:
        when = "Дата олимпиады не задана: ошибки повторяются с растущими промежутками."
    elif goal.olympiad_day <= today:
        when = f"Олимпиада была {day(goal.olympiad_day)}. Удачи на следующей!"
    else:
        left = days((goal.olympiad_day - today).days)
        when = f"Олимпиада {day(goal.olympiad_day)}, осталось {left}: каждая ошибка вернётся до неё."
    quota = counted(goal.daily_mistakes, "ошибку", "ошибки", "ошибок")
    return Text(Bold(f"План · {title}"), f"\n{when}\nКаждый день повторяем до {quota}: /mistakes")
