"""Contests as clients see them."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from serving.api.training_views import AnswerBody, key_view
from serving.core.contests.contests import Asked, Attempt, Contest, ContestKind, Row, Table
from serving.core.contests.states import ContestState
from serving.core.questions import Kind, Option
from serving.core.training.shown_options import shown_options


class JoinBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    code: Annotated[str | None, Field(max_length=100)] = None


class ReminderBody(JoinBody):
    wanted: bool = True


class PlacedAnswerBody(AnswerBody):
    """`place`: of the question, as `next` says it."""

    place: Annotated[int, Field(ge=1, le=500)]


class ContestView(BaseModel):
    """`freezes_at`: from then until the results are published the table stays as it is. `minutes`: one's own
    time. `code_needed`: for those who were told a code. `questions`: how many, once it is announced."""

    id: int
    kind: ContestKind
    title: str
    subject: str
    state: ContestState
    starts_at: datetime
    freezes_at: datetime
    ends_at: datetime
    minutes: int | None
    attempts: int
    penalty: int
    grades: tuple[str, ...]
    regions: tuple[str, ...]
    code_needed: bool
    virtual: bool
    questions: int


class DuelView(BaseModel):
    """Whoever is told the `code` may join."""

    code: str
    contest: ContestView


class AttemptView(BaseModel):
    """`virtual`: after the end, for oneself. No answer is taken two seconds after `ends_at`."""

    number: int
    virtual: bool
    started_at: datetime
    ends_at: datetime


class ContestQuestionView(BaseModel):
    kind: Kind
    text: str
    options: tuple[Option, ...]
    photo_url: str | None


class AskedView(BaseModel):
    place: int
    points: int
    question: ContestQuestionView


class TakenView(BaseModel):
    """Whether it is right is told after the end."""

    place: int


class RowView(BaseModel):
    """`name` is null for who is not listed. `seconds`: until the last increase."""

    place: int
    name: str | None
    points: int
    seconds: float | None


class TableView(BaseModel):
    """`total`: of participants. `mine` is null for who does not take part."""

    total: int
    rows: list[RowView]
    mine: RowView | None


class ReviewView(BaseModel):
    asked: AskedView
    answer: bool | int | list[int] | str | None
    correct: bool | None
    earned: int | None
    key: bool | int | list[int] | list[str]
    explanation: str | None


def contest_view(contest: Contest, now: datetime) -> ContestView:
    plan = contest.plan
    return ContestView(
        id=contest.id,
        kind=contest.kind,
        title=plan.title,
        subject=plan.subject,
        state=contest.schedule.state(now),
        starts_at=plan.starts_at,
        freezes_at=contest.schedule.freezes_at,
        ends_at=contest.schedule.ends_at,
        minutes=plan.minutes,
        attempts=plan.attempts,
        penalty=plan.scoring.penalty,
        grades=plan.entrants.grades,
        regions=plan.entrants.regions,
        code_needed=plan.entrants.code is not None,
        virtual=plan.virtual,
        questions=contest.questions,
    )


def duel_view(duel: Contest, now: datetime) -> DuelView:
    return DuelView(code=duel.plan.entrants.code or "", contest=contest_view(duel, now))


def attempt_view(attempt: Attempt) -> AttemptView:
    return AttemptView(
        number=attempt.number,
        virtual=attempt.virtual,
        started_at=attempt.started_at,
        ends_at=attempt.ends_at,
    )


def asked_view(asked: Asked) -> AskedView:
    question = asked.question
    shown = ContestQuestionView(
        kind=question.kind,
        text=question.text,
        options=shown_options(asked.serve_id, question),
        photo_url=f"/v1/photos/{question.photo}" if question.photo else None,
    )
    return AskedView(place=asked.place, points=asked.points, question=shown)


def row_view(row: Row) -> RowView:
    return RowView(place=row.place, name=row.name, points=row.points, seconds=row.seconds)


def table_view(table: Table) -> TableView:
    mine = None if table.mine is None else row_view(table.mine)
    return TableView(total=table.total, rows=[row_view(row) for row in table.top], mine=mine)


def review_view(asked: Asked) -> ReviewView:
    response = asked.response
    return ReviewView(
        asked=asked_view(asked),
        answer=list(response) if isinstance(response, tuple) else response,
        correct=asked.correct,
        earned=asked.earned,
        key=key_view(asked.question),
        explanation=asked.question.explanation,
    )
