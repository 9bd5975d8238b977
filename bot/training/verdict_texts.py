from collections.abc import Mapping

from aiogram.utils.formatting import Bold, ExpandableBlockQuote, Text

from bot.counting import days, points
from bot.languages import Phrase, _
from bot.rendering.formulas import readable
from bot.training.texts import body, letter
from serving.core.questions import Multiple, One, Open, Option, YesNo
from serving.core.training.sessions import (
    AnyQuestion,
    Response,
    Uncounted,
    Verdict,
)

UNCOUNTED: Mapping[Uncounted, Phrase] = {
    Uncounted.SEEN: _("Этот вопрос уже встречался, поэтому без баллов."),
    Uncounted.NOT_COMPETITIVE: _("В этом режиме баллы не начисляются."),
    Uncounted.CONTEST: _("Баллы за этот ответ идут в конкурс."),
}


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
