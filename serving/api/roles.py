"""Who may do what, and what was done."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, JsonValue

from serving.api.cursors import Cursor, Limit, Page, number_of, page_of
from serving.api.identity import bearer
from serving.core.identity import Actor, Platform, StudentId
from serving.core.roles.audit import Numbered
from serving.core.roles.grant_role import GrantRole
from serving.core.roles.roles import Role
from serving.core.roles.show_audit import ShowAudit

router = APIRouter(prefix="/admin", tags=["admin"], route_class=DishkaRoute, dependencies=[bearer])


class GrantBody(BaseModel):
    """`subjects` are a department's alone; the role `student` takes every other away."""

    model_config = ConfigDict(extra="forbid")

    role: Role
    subjects: list[str] = []


class AuditView(BaseModel):
    """`operator` acted at the command line, without an account."""

    id: int
    at: datetime
    student_id: int | None
    operator: str | None
    platform: Platform
    action: str
    what: str
    before: dict[str, JsonValue] | None
    after: dict[str, JsonValue] | None


@router.put("/students/{student_id}/role", status_code=HTTPStatus.NO_CONTENT)
async def grant_role(
    student_id: Annotated[int, Path(ge=1, lt=1 << 63)],
    body: GrantBody,
    actor: FromDishka[Actor],
    grant: FromDishka[GrantRole],
) -> None:
    """Instead of the role the student had."""
    await grant(actor, StudentId(student_id), body.role, body.subjects)


@router.get("/audit")
async def list_audit(
    actor: FromDishka[Actor],
    show: FromDishka[ShowAudit],
    what: Annotated[str | None, Query(max_length=100, description="As `student:7`")] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Page[AuditView]:
    """The newest first."""
    found = await show(actor, number_of(cursor) or None, limit + 1, what)
    last = (found[limit - 1].id,) if len(found) > limit else None
    return page_of([audit_view(numbered) for numbered in found], limit, last)


def audit_view(numbered: Numbered) -> AuditView:
    entry = numbered.entry
    return AuditView(
        id=numbered.id,
        at=entry.at,
        student_id=entry.student_id,
        operator=entry.operator,
        platform=entry.platform,
        action=entry.action,
        what=entry.what,
        before=None if entry.before is None else dict(entry.before),
        after=None if entry.after is None else dict(entry.after),
    )
