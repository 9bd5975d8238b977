"""Contests as those see them who make them."""

from pydantic import BaseModel

from serving.core.contests.contests import Plan
from serving.core.contests.rejudgement import Effect, Standing
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


def rejudgement_view(effect: Effect) -> RejudgementView:
    def standing(each: Standing) -> StandingView:
        return StandingView(place=each.place, points=each.points)

    moved = [
        MovedStudentView(student_id=each.student_id, before=standing(each.before), after=standing(each.after))
        for each in effect.moved
    ]
    return RejudgementView(questions=effect.questions, answers=effect.answers, moved=moved)
