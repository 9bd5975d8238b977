"""Pictures of questions."""

import asyncio
from http import HTTPStatus

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from fastapi.responses import Response

from serving.api.etags import IfNoneMatch, matches
from serving.core.errors import PhotoNotFound
from serving.core.pictures import media_type
from serving.files import Files

router = APIRouter(prefix="/photos", tags=["photos"], route_class=DishkaRoute)

PICTURE = {"schema": {"type": "string", "format": "binary"}}
DESCRIBED: dict[int | str, dict[str, object]] = {
    HTTPStatus.OK: {"content": dict.fromkeys(("image/png", "image/jpeg", "image/webp"), PICTURE)},
    HTTPStatus.NOT_MODIFIED: {"description": "The copy that the client has is the picture."},
}

KEPT = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}


@router.get("/{sha256}", response_class=Response, responses=DESCRIBED)
async def get_photo(sha256: str, files: FromDishka[Files], if_none_match: IfNoneMatch = "") -> Response:
    """The address is the hash of the content, so a copy of it never goes stale."""
    content = await asyncio.to_thread(files.read, sha256)
    kind = media_type(content) if content else None
    if content is None or kind is None:
        raise PhotoNotFound(sha256)
    headers = KEPT | {"ETag": f'"{sha256}"'}
    if matches(if_none_match, sha256):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(content, headers=headers, media_type=kind)
