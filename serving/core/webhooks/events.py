"""What happens that servers of clients are told, and who may be told."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pydantic import JsonValue

from serving.core.identity import StudentId
from serving.core.roles.roles import Grant, Role


class WebhookEvent(StrEnum):
    CONTEST_FINISHED = "contest.finished"
    """`contest_id`, `title`, `subject`, `ended_at`: no answer is taken any more and keys are shown."""
    RELEASE_PUBLISHED = "release.published"
    """`release_id`, `subject`, and how many of its questions are `new`, `changed`, `retired`."""
    EXPORT_READY = "export.ready"
    """`export_id`, `name`, `rows`; its link is told by `GET /v1/admin/exports/{export_id}` alone."""


HEARERS: Mapping[WebhookEvent, AbstractSet[Role]] = {
    WebhookEvent.CONTEST_FINISHED: frozenset(Role),
    WebhookEvent.RELEASE_PUBLISHED: frozenset({Role.DEPARTMENT, Role.ANALYST, Role.ADMIN}),
    WebhookEvent.EXPORT_READY: frozenset({Role.ANALYST, Role.ADMIN}),
}
"""Of standings whoever has an account, of releases who reads the bank, of exports who may ask for one."""


def is_of_roles(event: WebhookEvent) -> bool:
    """Not for every student."""
    return Role.STUDENT not in HEARERS[event]


@dataclass(frozen=True, slots=True)
class Happened:
    """`subject`: of departments only its own is told; `student_id`: nobody but him is."""

    event: WebhookEvent
    facts: Mapping[str, JsonValue]
    at: datetime
    subject: str | None = None
    student_id: StudentId | None = None

    def may_be_told(self, student_id: StudentId, grant: Grant) -> bool:
        if grant.role not in HEARERS[self.event]:
            return False
        if self.student_id is not None and self.student_id != student_id:
            return False
        return self.subject is None or grant.role is not Role.DEPARTMENT or self.subject in grant.subjects
