from collections.abc import Mapping

from aiogram.utils.formatting import Bold, ExpandableBlockQuote, Text

from bot.counting import answers, days, points, questions
from bot.languages import Phrase, _
from bot.rendering.formulas import needing_pictures, readable
from serving.core.errors import FiltersTooStrict, NothingToRepeat, PoolExhausted, QuotaReached
from serving.core.filters.filters import Filters
from serving.core.questions import Kind, Multiple, One, Open, Option, YesNo
from serving.core.questions import points as worth
from serving.core.training.sessions import (
    AnyQuestion,
    Difficulty,
    Mode,
    Response,
    Served,
    Summary,
    Uncounted,
    Verdict,
)

LETTERS = _("АБВГДЕЖЗИКЛМ")
MODES: Mapping[Mode, Phrase] = {
    Mode.COMPETITIVE: _("🏆 Соревнование"),
    Mode.TRAINING: _("📚 Свободная тренировка"),
    Mode.MISTAKES: _("🔁 Мои ошибки"),
    Mode.ADAPTIVE: _("🎯 По моему уровню"),
    Mode.CONTEST: _("🏁 Конкурс"),
}
YES, NO = _("✅ Да"), _("❌ Нет")
NEXT, FINISH, COMPLAIN, RESET = _("Дальше ▶"), _("Закончить"), _("🚩 Ошибка в вопросе"), _("Сбросить")
SHARE = _("↗ Поделиться")
CHOOSE_SUBJECT = Text(_("Какой предмет?"))
NO_SUBJECTS = Text(_("Вопросов пока нет: кафедры ещё не прислали банк. Загляни позже."))
NOTHING_STARTED = Text(_("Сейчас нет открытой тренировки. Начать: /train"))
NOT_WAITING = _("Этот вопрос уже отвечен, или его тренировка закончена")
ABOVE = _("Вопрос уже выше, он ждёт ответа")
OPEN_QUESTION = {
    Kind.YES_NO: _("Нажми кнопку или напиши «да» или «нет»."),
    Kind.ONE: _("Нажми букву или напиши её."),
    Kind.MULTIPLE: _("Верных ответов может быть несколько: отметь все и нажми «Ответить»."),
    Kind.OPEN: _("Напиши ответ сообщением. Число можно с запятой или с точкой."),
}
NOT_UNDERSTOOD = {
    Kind.YES_NO: Text(_("Не понял ответ. Напиши «да» или «нет» или нажми кнопку.")),
    Kind.ONE: Text(_("Не понял ответ. Напиши букву варианта, например «Б», или нажми кнопку.")),
    Kind.MULTIPLE: Text(
        _("Не понял ответ. Напиши буквы вариантов, например «А, В», или отметь их кнопками.")
    ),
    Kind.OPEN: Text(_("Ответ слишком длинный: хватит 500 знаков.")),
}
UNCOUNTED: Mapping[Uncounted, Phrase] = {
    Uncounted.SEEN: _("Этот вопрос уже встречался, поэтому без баллов."),
    Uncounted.NOT_COMPETITIVE: _("В этом режиме баллы не начисляются."),
    Uncounted.CONTEST: _("Баллы за этот ответ идут в конкурс."),
}


def choose_mode(title: str, filters: Filters) -> Text:
    narrowed = ["\n", _("Включены фильтры, поэтому соревнования нет: /filters")] if filters.narrow else []
    return Text(Bold(title), "\n", _("Как тренируемся?"), *narrowed)


def started(title: str, mode: Mode) -> Text:
    return Text(Bold(title), f" · {MODES[mode]}\n", _("Прервать в любой момент: /stop"))


def header(number: int, title: str, served: Served) -> str:
    stars = f" · {_stars(served.difficulty)}" if served.difficulty else ""
    earns = f" · {points(worth(served.question))}" if served.mode is Mode.COMPETITIVE else ""
    return _("Вопрос {number}").format(number=number) + f" · {title}{stars}{earns}"


def _stars(difficulty: Difficulty) -> str:
    return "★" * difficulty.level + "☆" * (5 - difficulty.level)


def question(head: str, asked: AnyQuestion, options: tuple[Option, ...]) -> Text:
    return Text(Bold(head), "\n\n", body(asked, options), "\n\n", OPEN_QUESTION[asked.kind])


def body(asked: AnyQuestion, options: tuple[Option, ...]) -> Text:
    drawn = pictures_of(asked)
    letters = str(LETTERS)
    listed = "".join(
        f"\n{letters[place]}) {readable(each.text, drawn)}" for place, each in enumerate(options)
    )
    return Text(readable(asked.text, drawn), "\n" if options else "", listed)


def pictures_of(asked: AnyQuestion) -> tuple[str, ...]:
    """Its formulas that are sent as pictures, in the order of their numbers."""
    return needing_pictures([asked.text, *(option.text for option in asked.choices)])


def box(place: int, *, chosen: bool) -> str:
    return f"{'☑' if chosen else '☐'} {letter(place)}"


def letter(place: int) -> str:
    return str(LETTERS)[place]


def submit(chosen: int) -> str:
    return _("Ответить ({count})").format(count=chosen)


def judged(head: str, options: tuple[Option, ...], verdict: Verdict, response: Response | None) -> Text:
    """The question with what became of it."""
    asked = verdict.question
    parts: list[object] = [
        Bold(head),
        "\n\n",
        body(asked, options),
        "\n\n",
        verdict_text(options, verdict, response),
    ]
    return Text(*parts)


def verdict_text(options: tuple[Option, ...], verdict: Verdict, response: Response | None) -> Text:
    asked = verdict.question
    earned = f" +{points(verdict.points)}" if verdict.points else ""
    lines: list[object] = [Bold(_("✅ Верно!") if verdict.correct else _("❌ Неверно.")), earned, "\n"]
    if not verdict.correct:
        if response is not None:
            lines += [_("Твой ответ: {answer}").format(answer=named(options, response)), "\n"]
        lines += [_("Верный ответ: {answer}").format(answer=named(options, key_of(asked))), "\n"]
    if verdict.uncounted is not None:
        lines += [UNCOUNTED[verdict.uncounted], "\n"]
    lines.append(_standing(verdict))
    if asked.explanation:
        lines += ["\n", ExpandableBlockQuote(readable(asked.explanation))]
    return Text(*lines)


def _standing(verdict: Verdict) -> str:
    """Who has no points yet has no place either."""
    told = [_("Всего {points}").format(points=points(verdict.total_points))]
    if verdict.total_points:
        told.append(_("место {place}").format(place=verdict.place))
    return " · ".join([*told, _("серия {days}").format(days=days(verdict.streak))])


def key_of(asked: AnyQuestion) -> Response:
    match asked:
        case YesNo() | One() | Multiple():
            return asked.key
        case Open():
            return str(_(" или ")).join(asked.key)


def named(options: tuple[Option, ...], response: Response) -> str:
    if isinstance(response, bool):
        return str(_("да") if response else _("нет"))
    if isinstance(response, str):
        return readable(response)
    chosen = (response,) if isinstance(response, int) else response
    return "; ".join(
        f"{letter(place)}) {readable(option.text)}"
        for place, option in enumerate(options)
        if option.id in chosen
    )


def finished(summary: Summary) -> Text:
    if not summary.total:
        return Text(_("Тренировка закончена, ответов в ней не было."))
    right = _("Верно {right} из {all}, {points}.").format(
        right=summary.right, all=summary.total, points=points(summary.points)
    )
    best = _("Лучшая серия: {answers} подряд.").format(answers=answers(summary.best_series))
    return Text(
        Bold(_("Тренировка закончена")),
        f"\n{right}\n{best}\n",
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
