"""Releases of the bank as a department sees them: those that touched its subjects."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row

SEEN = """
with touched as (
    select
        release_changes.release_id,
        array_agg(distinct questions.subject order by questions.subject) as subjects
    from release_changes
    inner join questions on questions.id = release_changes.question_id
    where %(id)s::bigint is null or release_changes.release_id = %(id)s
    group by release_changes.release_id
)
select
    releases.id, releases.released_at, releases.new, releases.changed, releases.unchanged, releases.retired,
    releases.actor, releases.rolled_back_by, releases.rolled_back_at,
    submissions.files, touched.subjects, uploads.id as upload_id,
    releases.id = (select max(id) from releases where rolled_back_at is null) as newest
from touched
inner join releases on releases.id = touched.release_id
inner join submissions on submissions.id = releases.submission_id
left join uploads on uploads.release_id = releases.id
where touched.subjects && %(subjects)s::text[]
order by releases.id desc
limit 50
"""


@dataclass(frozen=True, slots=True)
class PastRelease:
    """`newest` is the one that can be rolled back; `upload_id` is None when it did not come by this page."""

    id: int
    released_at: datetime
    new: int
    changed: int
    unchanged: int
    retired: int
    actor: str
    rolled_back_by: str | None
    rolled_back_at: datetime | None
    files: list[str]
    subjects: list[str]
    upload_id: UUID | None
    newest: bool


def recent_releases(connection: Connection, subjects: Sequence[str]) -> list[PastRelease]:
    with connection.cursor(row_factory=class_row(PastRelease)) as cursor:
        return cursor.execute(SEEN, {"id": None, "subjects": list(subjects)}).fetchall()


def find_release(connection: Connection, release_id: int, subjects: Sequence[str]) -> PastRelease | None:
    with connection.cursor(row_factory=class_row(PastRelease)) as cursor:
        return cursor.execute(SEEN, {"id": release_id, "subjects": list(subjects)}).fetchone()
