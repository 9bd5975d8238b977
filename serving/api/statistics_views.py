"""Bodies of the statistics of one student."""

from datetime import date, datetime

from pydantic import BaseModel, JsonValue, TypeAdapter

from serving.api.training_views import key_view
from serving.core.questions import Kind
from serving.core.statistics.shrinkage import Mastery, Tally
from serving.core.statistics.statistics import Past, Statistics
from serving.core.training.sessions import Mode, Uncounted

any_json: TypeAdapter[JsonValue] = TypeAdapter(JsonValue)


class TallyView(BaseModel):
    value: str
    n: int
    right: int


class DayView(BaseModel):
    day: date
    answers: int
    right: int


class MasteryView(BaseModel):
    """`mastery` is null, and `too_few` true, below ten first answers."""

    theme: str
    n: int
    mastery: float | None
    too_few: bool


class StatisticsView(BaseModel):
    answers: int
    right: int
    points: int
    themes: list[TallyView]
    kinds: list[TallyView]
    trend: list[DayView]
    best_series: int
    streak: int
    may_freeze: bool
    weakest: list[MasteryView]
    mistakes_due: int


class PastView(BaseModel):
    id: int
    answered_at: datetime
    subject: str
    theme: str
    mode: Mode
    question_id: int
    version: int
    kind: Kind
    text: str
    answer: JsonValue
    correct: bool
    points: int
    counted: bool
    reason: Uncounted | None
    key: bool | int | list[int] | list[str]
    explanation: str | None


def tally_view(tally: Tally) -> TallyView:
    return TallyView(value=tally.title, n=tally.n, right=tally.right)


def mastery_view(mastery: Mastery) -> MasteryView:
    return MasteryView(theme=mastery.theme, n=mastery.n, mastery=mastery.value, too_few=mastery.value is None)


def statistics_view(statistics: Statistics) -> StatisticsView:
    return StatisticsView(
        answers=statistics.totals.answers,
        right=statistics.totals.right,
        points=statistics.totals.points,
        themes=[tally_view(tally) for tally in statistics.themes],
        kinds=[tally_view(tally) for tally in statistics.kinds],
        trend=[DayView(day=day.day, answers=day.answers, right=day.right) for day in statistics.trend],
        best_series=statistics.best_series,
        streak=statistics.streak,
        may_freeze=statistics.may_freeze,
        weakest=[mastery_view(mastery) for mastery in statistics.weakest],
        mistakes_due=statistics.mistakes_due,
    )


def past_view(past: Past) -> PastView:
    return PastView(
        id=past.id,
        answered_at=past.answered_at,
        subject=past.subject,
        theme=past.theme,
        mode=past.mode,
        question_id=past.question_id,
        version=past.version,
        kind=past.question.kind,
        text=past.question.text,
        answer=any_json.validate_python(past.response),
        correct=past.correct,
        points=past.points,
        counted=past.uncounted is None,
        reason=past.uncounted,
        key=key_view(past.question),
        explanation=past.question.explanation,
    )
