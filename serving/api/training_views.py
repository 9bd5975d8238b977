"""Bodies of the training endpoints."""

from datetime import datetime
from typing import Annotated, Literal, assert_never
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StringConstraints

from serving.core.questions import Kind, Multiple, One, Open, Option, YesNo
from serving.core.training.rewards import worth
from serving.core.training.sessions import (
    AnyQuestion,
    Mode,
    Response,
    Selection,
    Served,
    Unadapted,
    Uncounted,
    Verdict,
)
from serving.core.training.shown_options import shown_options

Typed = Annotated[str, StringConstraints(max_length=2000)]


class SessionBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    subject: str
    mode: Literal[Mode.COMPETITIVE, Mode.TRAINING, Mode.MISTAKES, Mode.ADAPTIVE] | None = None


class SessionView(BaseModel):
    session_id: UUID
    mode: Mode


class DifficultyView(BaseModel):
    level: int
    n: int
    as_of: datetime


class QuestionView(BaseModel):
    id: int
    version: int
    kind: Kind
    text: str
    options: tuple[Option, ...]
    photo_url: str | None
    theme: str
    source: str
    difficulty: DifficultyView | None


class ServedView(BaseModel):
    """`points`: what a right answer will earn; `selection`: how the question was chosen, and why."""

    serve_id: UUID
    question: QuestionView
    points: int
    selection: Selection
    selection_reason: Unadapted | None


class AnswerBody(BaseModel):
    """`answer`: true or false, an option id, a list of option ids, or a text."""

    model_config = ConfigDict(extra="forbid")

    answer: StrictBool | StrictInt | list[StrictInt] | Typed = Field(examples=[2], union_mode="left_to_right")

    def response(self) -> Response:
        return tuple(self.answer) if isinstance(self.answer, list) else self.answer


class VerdictView(BaseModel):
    """`counted`: could this answer earn points, and for what `reason` it could not."""

    correct: bool
    points: int
    counted: bool
    reason: Uncounted | None
    key: bool | int | list[int] | list[str]
    explanation: str | None
    total_points: int
    place: int
    streak: int


class SummaryView(BaseModel):
    right: int
    total: int
    points: int
    best_series: int


def served_view(served: Served) -> ServedView:
    question, difficulty = served.question, served.difficulty
    return ServedView(
        serve_id=served.id,
        points=worth(question, served.mode),
        selection=served.chosen.selection,
        selection_reason=served.chosen.reason,
        question=QuestionView(
            id=served.question_id,
            version=served.version,
            kind=question.kind,
            text=question.text,
            options=shown_options(served.id, served.question),
            photo_url=f"/v1/photos/{question.photo}" if question.photo else None,
            theme=served.theme,
            source="; ".join(served.sources),
            difficulty=difficulty
            and DifficultyView(level=difficulty.level, n=difficulty.n, as_of=difficulty.as_of),
        ),
    )


def verdict_view(verdict: Verdict) -> VerdictView:
    return VerdictView(
        correct=verdict.correct,
        points=verdict.points,
        counted=verdict.uncounted is None,
        reason=verdict.uncounted,
        key=key_view(verdict.question),
        explanation=verdict.question.explanation,
        total_points=verdict.total_points,
        place=verdict.place,
        streak=verdict.streak,
    )


def key_view(question: AnyQuestion) -> bool | int | list[int] | list[str]:
    match question:
        case YesNo() | One():
            return question.key
        case Multiple():
            return list(question.key)
        case Open():
            return list(question.key)
        case _:
            assert_never(question)
