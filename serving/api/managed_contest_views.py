"""Contests as those see them who make them."""

from bisect import bisect_right
from dataclasses import asdict

from pydantic import BaseModel

from serving.core.contests.contests import Plan
from serving.core.contests.item_analysis import Analysis
from serving.core.contests.rejudgement import Effect, Standing
from serving.core.contests.show_marks import Marks
from serving.core.contests.states import ContestState


class DraftedView(BaseModel):
    id: int


class AnnouncedView(BaseModel):
    questions: int


class PlanView(BaseModel):
    state: ContestState
    plan: Plan


class StandingView(BaseModel):
    place: int
    points: int


class MovedStudentView(BaseModel):
    student_id: int
    before: StandingView
    after: StandingView


class RejudgementView(BaseModel):
    """`questions`: how many have another key now; `answers`: how many are worth something else."""

    questions: int
    answers: int
    moved: list[MovedStudentView]


class QuestionReportView(BaseModel):
    """`facility` is a fraction and `sd` in points, the others in per cent; null where not defined."""

    question_id: int
    facility: float
    sd: float | None
    effective_weight: float | None
    discrimination_index: float | None
    discriminative_efficiency: float | None


class TotalsView(BaseModel):
    """Of points of `n` first attempts; `internal_consistency` (Cronbach's) and `error_ratio` in per cent."""

    n: int
    mean: float
    sd: float | None
    skewness: float | None
    kurtosis: float | None
    internal_consistency: float | None
    error_ratio: float | None
    standard_error: float | None


class ContestReportView(BaseModel):
    """`totals` is null when nobody took part."""

    questions: list[QuestionReportView]
    totals: TotalsView | None


class MarksView(BaseModel):
    """`marks`: points of the questions in the order of the report; what was not answered is 0."""

    student_id: int
    marks: list[int]


def report_view(analysis: Analysis) -> ContestReportView:
    questions = [
        QuestionReportView.model_validate(asdict(item) | {"question_id": item.slot})
        for item in analysis.items
    ]
    totals = None if analysis.totals is None else TotalsView.model_validate(asdict(analysis.totals))
    return ContestReportView(questions=questions, totals=totals)


def marks_views(marks: Marks, after: int, count: int) -> list[MarksView]:
    first = bisect_right(marks.students, after)
    rows = zip(marks.students[first : first + count], marks.marks[first : first + count], strict=True)
    return [MarksView(student_id=student, marks=list(row)) for student, row in rows]


def rejudgement_view(effect: Effect) -> RejudgementView:
    def standing(each: Standing) -> StandingView:
        return StandingView(place=each.place, points=each.points)

    moved = [
        MovedStudentView(student_id=each.student_id, before=standing(each.before), after=standing(each.after))
        for each in effect.moved
    ]
    return RejudgementView(questions=effect.questions, answers=effect.answers, moved=moved)
