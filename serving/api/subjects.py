"""What can be trained."""

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from fastapi.responses import Response
from pydantic import TypeAdapter

from serving.api.etags import NOT_MODIFIED, IfNoneMatch, kept_for_a_minute
from serving.api.filter_views import SubjectCardView, SubjectView, subject_card_view
from serving.core.filters.describe_subject import DescribeSubject
from serving.core.filters.filters import Filters
from serving.core.filters.ports import QuestionPool
from serving.core.training.ports import Subjects

router = APIRouter(prefix="/subjects", tags=["subjects"], route_class=DishkaRoute)

LIST: TypeAdapter[object] = TypeAdapter(list[SubjectView])
CARD: TypeAdapter[object] = TypeAdapter(SubjectCardView)


@router.get("", response_model=list[SubjectView], responses=NOT_MODIFIED)
async def list_subjects(
    subjects: FromDishka[Subjects], pool: FromDishka[QuestionPool], if_none_match: IfNoneMatch = ""
) -> Response:
    """Every subject with the number of live questions."""
    found = [
        SubjectView(code=subject.code, title=subject.title, questions=pool.size(subject.code, Filters()))
        for subject in await subjects.all()
    ]
    return kept_for_a_minute(found, LIST, if_none_match)


@router.get("/{code}", response_model=SubjectCardView, responses=NOT_MODIFIED)
async def get_subject(
    code: str, describe: FromDishka[DescribeSubject], if_none_match: IfNoneMatch = ""
) -> Response:
    """Themes, sources and kinds with the number of live questions of each."""
    return kept_for_a_minute(subject_card_view(await describe(code)), CARD, if_none_match)
