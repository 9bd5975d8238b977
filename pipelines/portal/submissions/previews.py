"""What is in an upload: its findings, its questions, its pictures."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from pipelines.banks.grouping import grouped
from pipelines.banks.pictures import wanted_pictures
from pipelines.portal import texts
from pipelines.portal.downloads import workbook
from pipelines.portal.errors import NotFound
from pipelines.portal.identity import PortalParts, Reader
from pipelines.portal.pages import Page
from pipelines.portal.rendering import page
from pipelines.portal.submissions.answers import annotated_workbook
from pipelines.portal.submissions.cells import read_sheets
from pipelines.portal.submissions.counts import count
from pipelines.portal.submissions.differences import differences
from pipelines.portal.submissions.drafts import Draft, drafts
from pipelines.portal.submissions.seen import see
from pipelines.portal.submissions.spots import spots
from serving.core.pictures import media_type

router = APIRouter(prefix="/submissions/{upload_id}")

FIRST_SPOTS = 5
SPOTS, QUESTIONS = 50, 20

PageNumber = Annotated[int, Query(alias="page", ge=1, le=100_000)]
Place = Annotated[int, Path(ge=1)]
Sha256 = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]


@router.get("")
def show_upload(request: Request, parts: PortalParts, rights: Reader, upload_id: UUID) -> Response:
    with parts.database() as connection:
        seen = see(parts, connection, upload_id, rights)
        changes = differences(connection, seen.bank.questions)
    sheets = read_sheets(seen.files)
    groups = grouped(seen.bank.reports)
    return page(
        request,
        "submissions/upload.html",
        upload=seen.upload,
        bank=seen.bank,
        counts=count(seen.bank, changes),
        groups=[(group, spots(group, sheets, 0, FIRST_SPOTS)) for group in groups],
    )


@router.get("/findings/{place}")
def show_findings(
    request: Request,
    parts: PortalParts,
    rights: Reader,
    upload_id: UUID,
    place: Place,
    number: PageNumber = 1,
) -> Response:
    with parts.database() as connection:
        seen = see(parts, connection, upload_id, rights)
    groups = grouped(seen.bank.reports)
    if place > len(groups):
        raise NotFound
    group = groups[place - 1]
    sheets = read_sheets(seen.files)
    shown = spots(group, sheets, (number - 1) * SPOTS, SPOTS)
    return page(
        request,
        "submissions/findings.html",
        upload=seen.upload,
        group=group,
        spots=Page(shown, number, SPOTS, len(group.found)),
    )


@router.get("/questions")
def show_questions(
    request: Request,
    parts: PortalParts,
    rights: Reader,
    upload_id: UUID,
    outcome: str = "",
    search: str = "",
    number: PageNumber = 1,
) -> Response:
    with parts.database() as connection:
        seen = see(parts, connection, upload_id, rights)
        changes = differences(connection, seen.bank.questions)
    every = drafts(seen, changes, outcome=outcome, search=search)
    start = (number - 1) * QUESTIONS
    shown: Page[Draft] = Page(every[start : start + QUESTIONS], number, QUESTIONS, len(every))
    return page(
        request,
        "submissions/questions.html",
        upload=seen.upload,
        differences=changes,
        drafts=shown,
        outcome=outcome,
        search=search,
    )


@router.get("/pictures/{picture}")
def show_picture(parts: PortalParts, rights: Reader, upload_id: UUID, picture: Sha256) -> Response:
    """Only what a question of the upload shows, and only as the picture that it is."""
    with parts.database() as connection:
        seen = see(parts, connection, upload_id, rights)
    wanted = any(draft.question.photo == picture for draft in seen.bank.questions)
    content = next(wanted_pictures(seen.files.banks, seen.files.photos, {picture}), None) if wanted else None
    if content is None or (kind := media_type(content)) is None:
        raise NotFound
    return Response(content, HTTPStatus.OK, {"Cache-Control": "private, max-age=3600"}, kind)


@router.get("/answers/{place}.xlsx")
def download_answer(parts: PortalParts, rights: Reader, upload_id: UUID, place: Place) -> Response:
    """`place` of the file in the upload, from 1."""
    with parts.database() as connection:
        seen = see(parts, connection, upload_id, rights)
    if place > len(seen.files.banks):
        raise NotFound
    name = texts.answer_name(seen.files.banks[place - 1].stem)
    return workbook(name, annotated_workbook(seen, place - 1))
