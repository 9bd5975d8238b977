"""What can be trained."""

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter

from serving.api.filter_views import SubjectCardView, SubjectView, subject_card_view
from serving.core.filters.describe_subject import DescribeSubject
from serving.core.filters.filters import Filters
from serving.core.filters.ports import QuestionPool
from serving.core.training.ports import Subjects

router = APIRouter(prefix="/subjects", tags=["subjects"], route_class=DishkaRoute)


@router.get("")
async def list_subjects(subjects: FromDishka[Subjects], pool: FromDishka[QuestionPool]) -> list[SubjectView]:
    """Every subject with the number of live questions."""
    return [
        SubjectView(code=subject.code, title=subject.title, questions=pool.size(subject.code, Filters()))
        for subject in await subjects.all()
    ]


@router.get("/{code}")
async def get_subject(code: str, describe: FromDishka[DescribeSubject]) -> SubjectCardView:
    """Themes, sources and kinds with the number of live questions of each."""
    return subject_card_view(await describe(code))
