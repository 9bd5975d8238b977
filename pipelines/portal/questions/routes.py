"""The page «Мои вопросы»."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import Response

from pipelines.portal.cards import Card, card
from pipelines.portal.errors import NotFound
from pipelines.portal.identity import PortalParts, Reader
from pipelines.portal.pages import Page
from pipelines.portal.questions.bank import BankQuestion, Choice, find_question, list_questions, themes_of
from pipelines.portal.questions.reports import reports_of
from pipelines.portal.rendering import page
from serving.core.pictures import media_type

router = APIRouter(prefix="/questions")

SIZE = 25

QuestionId = Annotated[int, Path(ge=1, lt=2**63)]


@router.get("")
def list_own(
    request: Request,
    parts: PortalParts,
    rights: Reader,
    choice: Annotated[Choice, Depends()],
    number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
) -> Response:
    with parts.database() as connection:
        found = list_questions(connection, rights.subjects, choice, (number - 1) * SIZE, SIZE)
        themes = themes_of(connection, rights.subjects, choice.subject)
    return page(
        request,
        "questions/list.html",
        questions=Page(found, number, SIZE, found[0].total if found else 0),
        themes=themes,
        choice=choice,
    )


@router.get("/{question_id}")
def show_question(request: Request, parts: PortalParts, rights: Reader, question_id: QuestionId) -> Response:
    with parts.database() as connection:
        found = find_question(connection, question_id, rights.subjects)
        reports = reports_of(connection, question_id)
    if found is None:
        raise NotFound
    return page(request, "questions/question.html", question=found, card=_card(found), reports=reports)


@router.get("/{question_id}/picture")
def show_picture(parts: PortalParts, rights: Reader, question_id: QuestionId) -> Response:
    with parts.database() as connection:
        found = find_question(connection, question_id, rights.subjects)
    photo = found.question.photo if found else None
    content = parts.files.read(photo) if photo else None
    if content is None or (kind := media_type(content)) is None:
        raise NotFound
    return Response(content, HTTPStatus.OK, {"Cache-Control": "private, max-age=3600"}, kind)


def _card(found: BankQuestion) -> Card:
    picture = f"/questions/{found.id}/picture" if found.question.photo else None
    return card(found.question, found.theme, found.sources, picture)
