"""Uploading, and what is decided about an upload."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from pipelines.banks.refusal import FileRefused
from pipelines.portal import texts
from pipelines.portal.accounts.members import Rights
from pipelines.portal.errors import AlreadyDecided
from pipelines.portal.identity import PortalParts, Publishing, Reader
from pipelines.portal.parts import Parts
from pipelines.portal.rendering import page
from pipelines.portal.submissions.intake import Incoming
from pipelines.portal.submissions.publishing import Order
from pipelines.portal.submissions.receiving import receive
from pipelines.portal.submissions.seen import find_own
from pipelines.portal.submissions.uploads import decide, recent_uploads

router = APIRouter(prefix="/submissions")


@router.get("")
def list_uploads(request: Request, parts: PortalParts, rights: Reader) -> Response:
    return _form(request, parts, rights, HTTPStatus.OK, refused=None)


@router.post("")
def upload(
    request: Request,
    parts: PortalParts,
    rights: Publishing,
    files: Annotated[list[UploadFile] | None, Form()] = None,
    subject: Annotated[str, Form()] = "",
) -> Response:
    incoming = [Incoming(file.filename, file.file) for file in files or () if file.filename]
    try:
        if not incoming:
            raise FileRefused(texts.NO_FILES)
        upload_id = receive(parts, rights, incoming, subject or None)
    except FileRefused as refused:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _form(request, parts, rights, status, refused=str(refused))
    return _to(upload_id)


@router.post("/{upload_id}/publish")
def publish(parts: PortalParts, rights: Publishing, upload_id: UUID) -> Response:
    with parts.database() as connection:
        found = find_own(connection, upload_id, rights)
        if not decide(connection, upload_id, "publishing", rights.member.student_id):
            raise AlreadyDecided
    files = parts.store.open(found.sha256)
    parts.publisher.publish(Order(upload_id, files, found.subject, actor=rights.member.email))
    return _to(upload_id)


@router.post("/{upload_id}/decline")
def decline(parts: PortalParts, rights: Publishing, upload_id: UUID) -> Response:
    with parts.database() as connection:
        find_own(connection, upload_id, rights)
        if not decide(connection, upload_id, "declined", rights.member.student_id):
            raise AlreadyDecided
    return _to(upload_id)


def _form(
    request: Request, parts: Parts, rights: Rights, status: HTTPStatus, *, refused: str | None
) -> Response:
    with parts.database() as connection:
        recent = recent_uploads(connection, rights.subjects)
    return page(request, "submissions/list.html", status, uploads=recent, refused=refused)


def _to(upload_id: UUID) -> Response:
    return RedirectResponse(f"/submissions/{upload_id}", HTTPStatus.SEE_OTHER)
