"""The history of releases."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse, Response

from pipelines.portal.errors import NotAllowed, NotFound
from pipelines.portal.identity import PortalParts, Publishing, Reader
from pipelines.portal.pages import Page
from pipelines.portal.releases.changes import changes
from pipelines.portal.releases.history import find_release, recent_releases
from pipelines.portal.rendering import page
from pipelines.stores.rollbacks import rollback

router = APIRouter(prefix="/releases")

SIZE = 20

ReleaseId = Annotated[int, Path(ge=1, lt=2**63)]


@router.get("")
def list_releases(request: Request, parts: PortalParts, rights: Reader) -> Response:
    with parts.database() as connection:
        releases = recent_releases(connection, rights.subjects)
    return page(request, "releases/list.html", releases=releases)


@router.get("/{release_id}")
def show_release(
    request: Request,
    parts: PortalParts,
    rights: Reader,
    release_id: ReleaseId,
    number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
) -> Response:
    with parts.database() as connection:
        release = find_release(connection, release_id, rights.subjects)
        if release is None:
            raise NotFound
        found, total = changes(connection, release_id, rights.subjects, (number - 1) * SIZE, SIZE)
    return page(request, "releases/release.html", release=release, changes=Page(found, number, SIZE, total))


@router.post("/{release_id}/rollback")
def roll_back(parts: PortalParts, rights: Publishing, release_id: ReleaseId) -> Response:
    """Only by who may publish everything that the release touched. Raises RollbackRefused."""
    with parts.database() as connection:
        release = find_release(connection, release_id, rights.subjects)
        if release is None:
            raise NotFound
        if not rights.cover(release.subjects):
            raise NotAllowed
        rollback(connection, release_id, rights.member.email)
    return RedirectResponse(f"/releases/{release_id}", HTTPStatus.SEE_OTHER)
