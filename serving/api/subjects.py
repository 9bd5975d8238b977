"""What can be trained."""

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from pydantic import BaseModel

from serving.core.filters.filters import Filters
from serving.core.filters.ports import QuestionPool
from serving.core.training.ports import Subjects

router = APIRouter(prefix="/subjects", tags=["subjects"], route_class=DishkaRoute)


class SubjectView(BaseModel):
    code: str
    title: str
    questions: int


@router.get("")
async def list_subjects(subjects: FromDishka[Subjects], pool: FromDishka[QuestionPool]) -> list[SubjectView]:
    """Every subject with the number of live questions."""
    return [
        SubjectView(code=subject.code, title=subject.title, questions=pool.size(subject.code, Filters()))
        for subject in await subjects.all()
    ]
