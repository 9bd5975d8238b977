from collections.abc import Callable, Mapping

from aiogram.utils.formatting import Bold, Text

from bot.broadcasts.menu_texts import grade
from bot.contests.conditions import IN_ORDER, Condition
from bot.counting import points
from bot.filters.texts import KINDS
from bot.languages import Phrase, _, counted
from serving.core.contests.contests import Plan

CONDITIONS, USUAL, BACK = _("⚙️ Условия"), _("Как обычно"), _("◀ К условиям")
HEAD = Text(Bold(_("Условия конкурса")))
NAMES: Mapping[Condition, Phrase] = {
    Condition.MINUTES: _("Время участника"),
    Condition.ATTEMPTS: _("Попытки"),
    Condition.FREEZE: _("Заморозка таблицы"),
    Condition.PENALTY: _("Штраф"),
    Condition.POINTS: _("Баллы"),
    Condition.GRADES: _("Классы"),
    Condition.REGIONS: _("Регионы"),
    Condition.CODE: _("Код входа"),
    Condition.SHUFFLED: _("Порядок вопросов"),
    Condition.VIRTUAL: _("Участие после конца"),
}
ASK: Mapping[Condition, Phrase] = {
    Condition.MINUTES: _("Сколько минут даётся одному участнику? Число от 1 до 10080."),
    Condition.ATTEMPTS: _("Сколько попыток у участника? Число от 1 до 10; считается лучшая."),
    Condition.FREEZE: _("За сколько минут до конца таблица замирает? Число, не больше, чем идёт конкурс."),
    Condition.PENALTY: _("Сколько баллов снимает неверный ответ? Число от 0 до 1000."),
    Condition.POINTS: _(
        "Сколько баллов за верный ответ? Четыре числа от 0 до 1000: да/нет, один ответ, несколько ответов, "
        "свой ответ. Например: 1 3 5 7"
    ),
    Condition.GRADES: _(
        "Каким классам можно участвовать? Например: 9, 10 или 9-11. Выпускникам: «окончили»."
    ),
    Condition.REGIONS: _("Из каких регионов можно участвовать? Названия через запятую."),
    Condition.CODE: _("По какому коду входят? От 4 до 100 знаков; скажи его тем, кого зовёшь."),
}
NOT_UNDERSTOOD = _("Так не получится.")


def conditions(plan: Plan) -> Text:
    return Text(HEAD, *(f"\n{name}: {value(plan, what)}" for what, name in NAMES.items()))


def ask(what: Condition) -> Text:
    return Text(ASK[what])


def again(what: Condition) -> Text:
    return Text(NOT_UNDERSTOOD, " ", ASK[what])


def value(plan: Plan, what: Condition) -> str:
    told, usually = VALUES[what]
    return told(plan) or str(usually)


def minutes(count: int) -> str:
    return counted(count, "минута", "минуты", "минут")


def freeze(plan: Plan) -> str:
    before = counted(plan.freeze_minutes, "минуту", "минуты", "минут")
    return _("за {minutes} до конца").format(minutes=before)


def _points(plan: Plan) -> str:
    by_kind = plan.scoring.by_kind
    return ", ".join(f"{KINDS[kind]} {by_kind[kind]}" for kind in IN_ORDER if kind in by_kind)


VALUES: Mapping[Condition, tuple[Callable[[Plan], str], Phrase]] = {
    Condition.MINUTES: (lambda plan: minutes(plan.minutes) if plan.minutes else "", _("весь конкурс")),
    Condition.ATTEMPTS: (lambda plan: str(plan.attempts) if plan.attempts > 1 else "", _("одна")),
    Condition.FREEZE: (lambda plan: freeze(plan) if plan.freeze_minutes else "", _("нет")),
    Condition.PENALTY: (
        lambda plan: points(plan.scoring.penalty) if plan.scoring.penalty else "",
        _("нет"),
    ),
    Condition.POINTS: (_points, _("как в тренировке")),
    Condition.GRADES: (lambda plan: ", ".join(map(grade, plan.entrants.grades)), _("все")),
    Condition.REGIONS: (lambda plan: ", ".join(plan.entrants.regions), _("все")),
    Condition.CODE: (lambda plan: plan.entrants.code or "", _("не нужен")),
    Condition.SHUFFLED: (lambda plan: str(_("у каждого свой")) if plan.shuffled else "", _("у всех один")),
    Condition.VIRTUAL: (lambda plan: "" if plan.virtual else str(_("закрыто")), _("вне зачёта")),
}
"""What is told of each, or else what is usual."""
