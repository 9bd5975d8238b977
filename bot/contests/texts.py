from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from aiogram.utils.formatting import Bold, Text

from bot.account.texts import zone as zone_name
from bot.contests.condition_texts import freeze, minutes, value
from bot.contests.conditions import Condition
from bot.counting import moment, points
from bot.languages import Phrase, _, counted
from bot.rendering.formulas import readable
from bot.training.verdict_texts import key_of, named
from serving.core.contests.contests import Asked, Attempt, Contest, Row, Table
from serving.core.contests.errors import AnswerLate
from serving.core.contests.states import ContestState
from serving.core.leaderboard.windows import MOSCOW
from serving.core.training.shown_options import shown_options

LIST = Text(_("Конкурсы АПО. Выбери, о каком рассказать."))
NONE = Text(_("Конкурсов пока нет. Когда объявят, они появятся здесь: /contests"))
TAKE_PART, VIRTUALLY = _("▶ Участвовать"), _("▶ Пройти вне зачёта")
TABLE, REVIEW, BACK = _("🏆 Таблица"), _("🔍 Разбор"), _("◀ Назад")
NEXT, FINISH, SHARE = _("Дальше ▶"), _("Закончить попытку"), _("↗ Поделиться")
ASK_CODE = Text(_("Для этого конкурса нужен код. Напиши его сообщением; передумать: /cancel"))
TAKEN = Text(_("Ответ принят. Верен ли он, станет известно после конца конкурса."))
NOT_WAITING = _("Этот вопрос уже отвечен, или время вышло")
NOTHING_LEFT = Text(_("Все вопросы отвечены. Попытку можно закончить: результат сохранён."))
FINISHED = Text(_("Попытка закончена. Таблица и разбор: /contests"))
EMPTY_TABLE = _("Пока никто не участвует.")
HIDDEN = _("имя скрыто")
STATES: Mapping[ContestState, Phrase] = {
    ContestState.DRAFT: _("готовится"),
    ContestState.SCHEDULED: _("скоро начнётся"),
    ContestState.RUNNING: _("идёт"),
    ContestState.FROZEN: _("идёт, таблица заморожена"),
    ContestState.FINISHED: _("закончен, итоги подводятся"),
    ContestState.PUBLISHED: _("закончен"),
    ContestState.CANCELLED: _("отменён"),
}
NO_CONTEST = Text(_("Такого конкурса нет. Все конкурсы: /contests"))
IN_STATE = Text(_("Сейчас это нельзя: посмотри, когда конкурс идёт: /contests"))
NOT_FOR_YOU = Text(_("Этот конкурс для других участников, или код неверный. Все конкурсы: /contests"))
USED_UP = Text(_("Попыток больше нет. Таблица и разбор: /contests"))
NOT_BEGUN = Text(_("Сначала начни попытку: /contests"))


def page(contest: Contest, state: ContestState, time_zone: str) -> Text:
    plan = contest.plan
    lines: list[object] = [Bold(plan.title), f" · {STATES[state]}"]
    lines += ["\n", _("Начало: {moment}").format(moment=both(plan.starts_at, time_zone))]
    lines += ["\n", _("Конец: {moment}").format(moment=both(contest.schedule.ends_at, time_zone))]
    lines += ["\n", _("Вопросов: {count}").format(count=contest.questions)]
    if plan.minutes is not None:
        lines += ["\n", _("На попытку: {minutes}").format(minutes=minutes(plan.minutes))]
    if plan.attempts > 1:
        lines += ["\n", _("Попыток: {count}, считается лучшая").format(count=plan.attempts)]
    if plan.scoring.penalty:
        lines += ["\n", _("Неверный ответ: −{points}").format(points=points(plan.scoring.penalty))]
    if plan.freeze_minutes:
        lines += ["\n", _("Таблица замирает {when}").format(when=freeze(plan))]
    if plan.entrants.grades:
        lines += ["\n", _("Для классов: {grades}").format(grades=value(plan, Condition.GRADES))]
    if plan.entrants.regions:
        lines += ["\n", _("Для регионов: {regions}").format(regions=value(plan, Condition.REGIONS))]
    return Text(*lines)


def both(value: datetime, time_zone: str) -> str:
    """In Moscow, and where the student lives."""
    moscow = _("{moment} по Москве").format(moment=moment(value, MOSCOW))
    if time_zone == MOSCOW.key:
        return moscow
    return f"{moscow}, {moment(value, ZoneInfo(time_zone))} ({zone_name(time_zone)})"


def begun(attempt: Attempt, time_zone: str) -> Text:
    until = _("Время идёт, до {moment}.").format(moment=both(attempt.ends_at, time_zone))
    return Text(until, "\n", _("Вернуться к вопросу можно из /contests, на любом устройстве."))


def header(asked: Asked, title: str) -> str:
    return _("Вопрос {number}").format(number=asked.place) + f" · {title} · {points(asked.points)}"


def table(contest: Contest, found: Table) -> Text:
    head = Bold(contest.plan.title)
    if not found.total:
        return Text(head, "\n", EMPTY_TABLE)
    rows: list[object] = [_row(row, found) for row in found.top]
    if found.mine is not None and found.mine not in found.top:
        rows += ["\n…", _row(found.mine, found)]
    total = counted(found.total, "участник", "участника", "участников")
    return Text(head, f" · {total}\n", *rows)


def _row(row: Row, found: Table) -> Text:
    line = f"\n{row.place}. {row.name or HIDDEN} — {points(row.points)}"
    return Text(Bold(f"{line} ◀ {_('ты')}")) if row == found.mine else Text(line)


def review(contest: Contest, asked: Sequence[Asked]) -> Text:
    right = sum(bool(each.correct) for each in asked)
    earned = sum(each.earned or 0 for each in asked)
    said = _("Верно {right} из {all}, {points}.").format(right=right, all=len(asked), points=points(earned))
    parts: list[object] = [Bold(contest.plan.title), "\n", said]
    for each in asked:
        parts += ["\n\n", _reviewed(each)]
    return Text(*parts)


def _reviewed(asked: Asked) -> Text:
    options = shown_options(asked.serve_id, asked.question)
    mark = "✅" if asked.correct else "❌"
    lines: list[object] = [Bold(f"{mark} {asked.place}. {readable(asked.question.text)}")]
    if not asked.correct:
        if asked.response is not None:
            lines += ["\n", _("Твой ответ: {answer}").format(answer=named(options, asked.response))]
        lines += ["\n", _("Верный ответ: {answer}").format(answer=named(options, key_of(asked.question)))]
    return Text(*lines)


def late(error: AnswerLate) -> Text:
    said = _("Время вышло в {moment} по Москве, ответ не принят. Таблица и разбор: /contests")
    return Text(said.format(moment=moment(error.ended_at, MOSCOW)))
