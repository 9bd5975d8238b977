from collections.abc import Mapping

from aiogram.utils.formatting import Bold, Text

from bot.counting import points
from bot.languages import Phrase, _
from bot.rendering.formulas import needing_pictures, readable
from serving.core.filters.filters import Filters
from serving.core.questions import Kind, Option
from serving.core.questions import points as worth
from serving.core.training.sessions import (
    AnyQuestion,
    Difficulty,
    Mode,
    Served,
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
