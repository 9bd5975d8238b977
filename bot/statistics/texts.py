from aiogram.utils.formatting import Bold, Text

from bot.russian import answers, counted, days, per_cent, points
from serving.core.statistics.statistics import Statistics

WHICH = Text("По какому предмету?")
CAPTION = "Ответы за 30 дней и доля верных по темам"


def statistics(title: str, found: Statistics) -> Text:
    totals = found.totals
    if not totals.answers:
        return Text(Bold(title), "\nОтветов пока нет. Начать: /train")
    weak = [f"\n• {each.theme}: {per_cent(each.value)}" for each in found.weakest if each.value is not None][
        :3
    ]
    streak = f"\nСерия: {days(found.streak)}" if found.streak else "\nСерия начнётся с сегодняшнего ответа"
    freeze = "; один пропущенный день на неделе не собьёт её" if found.streak and found.may_freeze else ""
    right = f"верно {totals.right} ({per_cent(totals.right / totals.answers)})"
    return Text(
        Bold(title),
        f"\n{answers(totals.answers)}, {right}, {points(totals.points)}.",
        streak,
        freeze,
        ".",
        f"\nЛучший ряд верных ответов: {counted(found.best_series, 'ответ', 'ответа', 'ответов')}.",
        "\n\nСлабее всего:" if weak else "\n\nПо темам пока мало данных: нужно 10 ответов на тему.",
        *weak,
    )
