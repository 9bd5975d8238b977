"""Every question that departments really sent becomes messages that Telegram takes."""

import json
from uuid import UUID

import pytest
from aiogram.types import InlineKeyboardMarkup
from aiogram.utils.formatting import Text

from bot.replies import pieces
from bot.training import keyboards, texts, verdict_texts
from bot.training.desk import Desk
from pipelines.banks.report import Report
from serving.core.training.sessions import AnyQuestion, Response, ServeId, Uncounted, Verdict
from serving.core.training.shown_options import shown_options
from tests.pipelines.banks.real_banks import one_choice, present, yes_or_no  # noqa: F401 fixtures
from tests.support.fake_telegram import FakeTelegram

pytestmark = [present, pytest.mark.anyio]
SERVE = ServeId(UUID(int=1))
WRONG: dict[str, Response] = {"yes_no": False, "one": 1, "multiple": (1,), "open": "ы" * 500}


async def test_questions_their_buttons_and_their_verdicts_fit(one: Report, yes_no: Report) -> None:
    telegram = FakeTelegram(per_second=0)
    questions = [checked.question for report in (one, yes_no) for checked in report.questions]
    assert len(questions) == 1666 + 766
    for question in questions:
        options = shown_options(SERVE, question)
        head = "Вопрос 999 · Обществознание · ★★★☆☆ · 3 балла"
        desk = Desk("0" * 32, "", kind=question.kind, options=tuple(option.id for option in options))
        await sent(telegram, texts.question(head, question, options), keyboards.under_question(desk, SERVE))
        verdict = Verdict(False, 0, Uncounted.SEEN, question, 100, 1000, 30)
        judged = verdict_texts.judged(head, options, verdict, WRONG[question.kind])
        await sent(telegram, judged, keyboards.after_answer(desk, "apo_test_bot"))
        assert right_is_named(question, judged)


async def sent(telegram: FakeTelegram, text: Text, markup: InlineKeyboardMarkup | None) -> None:
    for piece in pieces(text):
        said = piece.as_kwargs()
        await telegram.take(
            "sendMessage",
            chat_id="1",
            text=said["text"],
            entities=json.dumps([entity.model_dump(exclude_none=True) for entity in said["entities"]]),
            reply_markup=markup.model_dump_json(exclude_none=True) if markup else "",
        )


def right_is_named(question: AnyQuestion, judged: Text) -> bool:
    return "Верный ответ: " in judged.render()[0]
