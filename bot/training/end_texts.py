from collections.abc import Mapping

from aiogram.utils.formatting import Bold, Text

from bot.counting import answers, days, points, questions
from bot.languages import Phrase, _
from serving.core.errors import FiltersTooStrict, NothingToRepeat, PoolExhausted, QuotaReached
from serving.core.training.sessions import Summary


def finished(summary: Summary) -> Text:
    if not summary.total:
        return Text(_("Тренировка закончена, ответов в ней не было."))
    right = _("Верно {right} из {all}, {points}.").format(
        right=summary.right, all=summary.total, points=points(summary.points)
    )
    best = _("Лучшая серия: {answers} подряд.").format(answers=answers(summary.best_series))
    series = best if summary.best_series else _("Серии верных ответов пока нет.")
    return Text(
        Bold(_("Тренировка закончена")),
        f"\n{right}\n{series}\n",
        _("Разобрать ошибки: /mistakes · статистика: /stats · место: /top"),
    )


POOL_EXHAUSTED = Text(
    _("Подходящие вопросы закончились. Можно сменить фильтры (/filters) или повторить ошибки (/mistakes).")
)
SESSION_FINISHED = Text(_("Эта тренировка уже закончена. Начать новую: /train"))
FILTER_NAMES: Mapping[str, Phrase] = {
    "themes": _("темы"),
    "sources": _("источники"),
    "kinds": _("виды"),
    "subway": _("можно в метро"),
    "difficulty": _("сложность"),
}


def too_strict(loosest: str | None) -> Text:
    if loosest is None:
        return Text(_("По этим фильтрам нет ни одного вопроса. Сбросить их: /filters"))
    said = _("По этим фильтрам нет вопросов. Больше всего откроется, если снять фильтр «{filter}»: /filters")
    return Text(said.format(filter=FILTER_NAMES[loosest]))


def why_no_more(end: PoolExhausted | FiltersTooStrict | NothingToRepeat | QuotaReached) -> Text:
    match end:
        case PoolExhausted():
            return POOL_EXHAUSTED
        case FiltersTooStrict():
            return too_strict(end.loosest)
        case NothingToRepeat():
            return nothing_to_repeat(end)
        case QuotaReached():
            return quota_reached(end)


def nothing_to_repeat(error: NothingToRepeat) -> Text:
    if error.next_in_days is None:
        return Text(_("Ошибок для повторения нет. Так держать!"))
    said = _("На сегодня повторять нечего. Следующая ошибка: через {days}.")
    return Text(said.format(days=days(error.next_in_days)))


def quota_reached(error: QuotaReached) -> Text:
    done = _("Сегодня повторено {questions}, это вся норма.")
    more = _("Ещё {questions} — завтра.")
    parts = [done.format(questions=questions(error.daily_mistakes))]
    if error.waiting:
        parts.append(more.format(questions=questions(error.waiting)))
    return Text(" ".join([*parts, str(_("Изменить: /plan"))]))
