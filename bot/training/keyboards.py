from uuid import UUID

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup

from bot import links
from bot.keyboards import Button, keyboard, one_a_row
from bot.training import texts
from bot.training.desk import Desk
from serving.core.questions import Kind
from serving.core.training.ports import Subject
from serving.core.training.sessions import OFFERED, Mode


class ChooseSubject(CallbackData, prefix="s1"):
    subject: str


class Begin(CallbackData, prefix="b1"):
    subject: str
    mode: Mode


class Answer(CallbackData, prefix="a1"):
    serve: UUID
    option: int


class Toggle(CallbackData, prefix="t1"):
    serve: UUID
    option: int


class Submit(CallbackData, prefix="m1"):
    serve: UUID
    reset: bool = False


class Next(CallbackData, prefix="n1"):
    session: UUID


class Finish(CallbackData, prefix="f1"):
    session: UUID


class Complain(CallbackData, prefix="c1"):
    question: int


def subjects(choices: list[Subject]) -> InlineKeyboardMarkup:
    return keyboard(*one_a_row([(each.title, ChooseSubject(subject=each.code)) for each in choices]))


def modes(subject: str, *, narrow: bool) -> InlineKeyboardMarkup:
    """While filters are chosen nothing competes."""
    offered = [mode for mode in OFFERED if not (narrow and mode is Mode.COMPETITIVE)]
    return keyboard(*one_a_row([(texts.MODES[mode], Begin(subject=subject, mode=mode)) for mode in offered]))


def under_question(desk: Desk, serve: UUID) -> InlineKeyboardMarkup | None:
    match Kind(desk.kind):
        case Kind.YES_NO:
            return keyboard(
                [(texts.YES, Answer(serve=serve, option=1)), (texts.NO, Answer(serve=serve, option=0))]
            )
        case Kind.ONE:
            return keyboard(*_lettered(desk, serve))
        case Kind.MULTIPLE:
            return keyboard(*_toggles(desk, serve))
        case Kind.OPEN:
            return None


def after_answer(desk: Desk, bot_name: str | None) -> InlineKeyboardMarkup:
    session = UUID(desk.session)
    link = links.sharing(bot_name, links.Kind.QUESTION, str(desk.question))
    return keyboard(
        [(texts.NEXT, Next(session=session)), (texts.FINISH, Finish(session=session))],
        [(texts.COMPLAIN, Complain(question=desk.question)), (texts.SHARE, link)],
    )


def _lettered(desk: Desk, serve: UUID) -> list[list[Button]]:
    buttons: list[Button] = [
        (texts.letter(place), Answer(serve=serve, option=option)) for place, option in enumerate(desk.options)
    ]
    return _in_rows(buttons)


def _toggles(desk: Desk, serve: UUID) -> list[list[Button]]:
    buttons: list[Button] = [
        (texts.box(place, chosen=option in desk.chosen), Toggle(serve=serve, option=option))
        for place, option in enumerate(desk.options)
    ]
    submit: list[Button] = [
        (texts.submit(len(desk.chosen)), Submit(serve=serve)),
        (texts.RESET, Submit(serve=serve, reset=True)),
    ]
    return [*_in_rows(buttons), *([submit] if desk.chosen else [])]


def _in_rows(buttons: list[Button]) -> list[list[Button]]:
    """Six letters are a comfortable row of a phone."""
    return [buttons[start : start + 6] for start in range(0, len(buttons), 6)]
