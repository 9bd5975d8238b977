from collections.abc import Mapping

from aiogram.utils.formatting import Bold, ExpandableBlockQuote, Text

from bot.rendering.formulas import needing_pictures, readable
from bot.russian import counted, days, points, questions
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

LETTERS = "АБВГДЕЖЗИКЛМ"
MODES: Mapping[Mode, str] = {
    Mode.COMPETITIVE: "🏆 Соревнование",
    Mode.TRAINING: "📚 Свободная тренировка",
    Mode.MISTAKES: "🔁 Мои ошибки",
    Mode.ADAPTIVE: "🎯 По моему уровню",
}
YES, NO = "✅ Да", "❌ Нет"
NEXT, FINISH, COMPLAIN, RESET = "Дальше ▶", "Закончить", "🚩 Ошибка в вопросе", "Сбросить"
SHARE = "↗ Поделиться"
CHOOSE_SUBJECT = Text("Какой предмет?")
NO_SUBJECTS = Text("Вопросов пока нет: кафедры ещё не прислали банк. Загляни позже.")
NOTHING_STARTED = Text("Сейчас нет открытой тренировки. Начать: /train")
NOT_WAITING = "Этот вопрос уже отвечен, или его тренировка закончена"
ABOVE = "Вопрос уже выше, он ждёт ответа"
OPEN_QUESTION = {
    Kind.YES_NO: "Нажми кнопку или напиши «да» или «нет».",
    Kind.ONE: "Нажми букву или напиши её.",
    Kind.MULTIPLE: "Верных ответов может быть несколько: отметь все и нажми «Ответить».",
    Kind.OPEN: "Напиши ответ сообщением. Число можно с запятой или с точкой.",
}
NOT_UNDERSTOOD = {
    Kind.YES_NO: Text("Не понял ответ. Напиши «да» или «нет» или нажми кнопку."),
    Kind.ONE: Text("Не понял ответ. Напиши букву варианта, например «Б», или нажми кнопку."),
    Kind.MULTIPLE: Text("Не понял ответ. Напиши буквы вариантов, например «А, В», или отметь их кнопками."),
    Kind.OPEN: Text("Ответ слишком длинный: хватит 500 знаков."),
}
UNCOUNTED: Mapping[Uncounted, str] = {
    Uncounted.SEEN: "Этот вопрос уже встречался, поэтому без баллов.",
    Uncounted.NOT_COMPETITIVE: "В этом режиме баллы не начисляются.",
}


def choose_mode(title: str, filters: Filters) -> Text:
    narrowed = "\nВключены фильтры, поэтому соревнования нет: /filters" if filters.narrow else ""
    return Text(Bold(title), "\nКак тренируемся?", narrowed)


def started(title: str, mode: Mode) -> Text:
    return Text(Bold(title), f" · {MODES[mode]}\nПрервать в любой момент: /stop")


def header(number: int, title: str, served: Served) -> str:
    stars = f" · {_stars(served.difficulty)}" if served.difficulty else ""
    earns = f" · {points(worth(served.question))}" if served.mode is Mode.COMPETITIVE else ""
    return f"Вопрос {number} · {title}{stars}{earns}"


def _stars(difficulty: Difficulty) -> str:
    return "★" * difficulty.level + "☆" * (5 - difficulty.level)


def question(head: str, asked: AnyQuestion, options: tuple[Option, ...]) -> Text:
    return Text(Bold(head), "\n\n", body(asked, options), "\n\n", OPEN_QUESTION[asked.kind])


def body(asked: AnyQuestion, options: tuple[Option, ...]) -> Text:
    drawn = pictures_of(asked)
    listed = "".join(
        f"\n{LETTERS[place]}) {readable(each.text, drawn)}" for place, each in enumerate(options)
    )
    return Text(readable(asked.text, drawn), "\n" if options else "", listed)


def pictures_of(asked: AnyQuestion) -> tuple[str, ...]:
    """Its formulas that are sent as pictures, in the order of their numbers."""
    return needing_pictures([asked.text, *(option.text for option in asked.choices)])


def box(place: int, *, chosen: bool) -> str:
    return f"{'☑' if chosen else '☐'} {LETTERS[place]}"


def submit(chosen: int) -> str:
    return f"Ответить ({chosen})"


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
    lines: list[object] = [Bold("✅ Верно!" if verdict.correct else "❌ Неверно."), earned]
    if not verdict.correct:
        if response is not None:
            lines.append(f"\nТвой ответ: {_named(options, response)}")
        lines.append(f"\nВерный ответ: {_named(options, _key(asked))}")
    if verdict.uncounted is not None:
        lines.append(f"\n{UNCOUNTED[verdict.uncounted]}")
    lines.append(
        f"\nВсего {points(verdict.total_points)} · место {verdict.place} · серия {days(verdict.streak)}"
    )
    if asked.explanation:
        lines += ["\n", ExpandableBlockQuote(readable(asked.explanation))]
    return Text(*lines)


def _key(asked: AnyQuestion) -> Response:
    match asked:
        case YesNo() | One() | Multiple():
            return asked.key
        case Open():
            return " или ".join(asked.key)


def _named(options: tuple[Option, ...], response: Response) -> str:
    if isinstance(response, bool):
        return "да" if response else "нет"
    if isinstance(response, str):
        return readable(response)
    chosen = (response,) if isinstance(response, int) else response
    return "; ".join(
        f"{LETTERS[place]}) {readable(option.text)}"
        for place, option in enumerate(options)
        if option.id in chosen
    )


def finished(summary: Summary) -> Text:
    if not summary.total:
        return Text("Тренировка закончена, ответов в ней не было.")
    return Text(
        Bold("Тренировка закончена"),
        f"\nВерно {summary.right} из {summary.total}, {points(summary.points)}."
        f"\nЛучшая серия: {counted(summary.best_series, 'ответ', 'ответа', 'ответов')} подряд."
        "\nРазобрать ошибки: /mistakes · статистика: /stats · место: /top",
    )


POOL_EXHAUSTED = Text(
    "Ты ответил на все подходящие вопросы. Можно сменить фильтры (/filters) или повторить ошибки (/mistakes)."
)
SESSION_FINISHED = Text("Эта тренировка уже закончена. Начать новую: /train")
FILTER_NAMES = {
    "themes": "темы", "sources": "источники", "kinds": "виды", "subway": "можно в метро",
    "difficulty": "сложность",
}  # fmt: skip


def too_strict(loosest: str | None) -> Text:
    if loosest is None:
        return Text("По этим фильтрам нет ни одного вопроса. Сбросить их: /filters")
    return Text(
        "По этим фильтрам нет вопросов. Больше всего откроется, если снять фильтр "
        f"«{FILTER_NAMES[loosest]}»: /filters"
    )


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
        return Text("Ошибок для повторения нет. Так держать!")
    return Text(f"На сегодня повторять нечего. Следующая ошибка: через {days(error.next_in_days)}.")


def quota_reached(error: QuotaReached) -> Text:
    waiting = f" Ещё {questions(error.waiting)} подождут до завтра." if error.waiting else ""
    return Text(
        f"Сегодня ты повторил {questions(error.daily_mistakes)}, это вся норма.{waiting} Изменить: /plan"
    )
