"""Spreadsheets for those who look at the whole."""

from collections.abc import Iterator
from datetime import datetime
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from serving.api.identity import bearer
from serving.core.exports.exports import EVERYTHING, ExportFilters, ExportName, Wanted
from serving.core.exports.jobs import Export, ExportId, ExportState
from serving.core.exports.request_export import RequestExport
from serving.core.exports.show_exports import ListExports, ShowExport, TakeExport
from serving.core.identity import Actor
from serving.files import Files

router = APIRouter(prefix="/admin/exports", tags=["admin"], route_class=DishkaRoute, dependencies=[bearer])
links = APIRouter(prefix="/exports", tags=["exports"], route_class=DishkaRoute)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DESCRIBED: dict[int | str, dict[str, object]] = {
    HTTPStatus.OK: {"content": {XLSX: {"schema": {"type": "string", "format": "binary"}}}}
}


class ExportBody(BaseModel):
    """`personal`: with names and addresses, for admins alone."""

    model_config = ConfigDict(extra="forbid")

    name: ExportName
    filters: ExportFilters = EVERYTHING
    personal: bool = False


class RequestedView(BaseModel):
    id: UUID


class ExportView(BaseModel):
    """`path` is there when it is ready, until `expires_at`: whoever has it may take the file."""

    id: UUID
    name: ExportName
    filters: ExportFilters
    personal: bool
    state: ExportState
    requested_at: datetime
    ready_at: datetime | None
    expires_at: datetime | None
    rows: Annotated[int | None, Field(ge=0)]
    path: str | None


@router.post("", status_code=HTTPStatus.ACCEPTED)
async def request_export(
    body: ExportBody, actor: FromDishka[Actor], request: FromDishka[RequestExport]
) -> RequestedView:
    """A message of the kind `export_ready` comes into the inbox when it is written."""
    return RequestedView(id=await request(actor, Wanted(body.name, body.filters, body.personal)))


@router.get("")
async def list_exports(actor: FromDishka[Actor], mine: FromDishka[ListExports]) -> list[ExportView]:
    """Mine, the newest first."""
    return [export_view(export) for export in await mine(actor)]


@router.get("/{export_id}")
async def get_export(export_id: UUID, actor: FromDishka[Actor], show: FromDishka[ShowExport]) -> ExportView:
    return export_view(await show(actor, ExportId(export_id)))


@links.get("/{link}", response_class=StreamingResponse, responses=DESCRIBED)
async def download_export(
    link: UUID, take: FromDishka[TakeExport], files: FromDishka[Files]
) -> StreamingResponse:
    """By its link alone, as a browser opens it."""
    export = await take(link)
    headers = {
        "Cache-Control": "private, no-store",
        "Content-Disposition": f'attachment; filename="{export.wanted.name}-{export.ready_at:%Y-%m-%d}.xlsx"',
    }
    content: Iterator[bytes] = files.export(export.id)
    return StreamingResponse(content, headers=headers, media_type=XLSX)


def export_view(export: Export) -> ExportView:
    return ExportView(
        id=export.id,
        name=export.wanted.name,
        filters=export.wanted.filters,
        personal=export.wanted.personal,
        state=export.state,
        requested_at=export.requested_at,
        ready_at=export.ready_at,
        expires_at=export.expires_at,
        rows=export.rows,
        path=None if export.link is None else f"/v1/exports/{export.link}",
    )
