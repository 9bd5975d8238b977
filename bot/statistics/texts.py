from aiogram.utils.formatting import Bold, Text

from bot.counting import answers, days, per_cent, points
from bot.languages import _
from serving.core.statistics.statistics import Statistics

WHICH = Text(_("По какому предмету?"))
CAPTION = _("Ответы за 30 дней и доля верных по темам")


def statistics(title: str, found: Statistics) -> Text:
    totals = found.totals
    if not totals.answers:
        return Text(Bold(title), "\n", _("Ответов пока нет. Начать: /train"))
    said = _("{answers}, верно {right} ({share}), {points}.").format(
        answers=answers(totals.answers),
        right=totals.right,
        share=per_cent(totals.right / totals.answers),
        points=points(totals.points),
    )
    return Text(Bold(title), f"\n{said}\n{_streak(found)}\n{_best(found)}\n\n", *_weak(found))


def _best(found: Statistics) -> str:
    if not found.best_series:
        return str(_("Верных ответов пока не было."))
    return _("Лучший ряд верных ответов: {answers}.").format(answers=answers(found.best_series))


def _streak(found: Statistics) -> str:
    if not found.streak:
        return str(_("Серия начнётся с сегодняшнего ответа."))
    if found.may_freeze:
        return _("Серия: {days}; один пропущенный день на неделе не собьёт её.").format(
            days=days(found.streak)
        )
    return _("Серия: {days}.").format(days=days(found.streak))


def _weak(found: Statistics) -> list[object]:
    weak = [f"\n• {each.theme}: {per_cent(each.value)}" for each in found.weakest if each.value is not None]
    if not weak:
        return [_("По темам пока мало данных: нужно 10 ответов на тему.")]
    return [_("Слабее всего:"), *weak[:3]]
