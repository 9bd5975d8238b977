"""Uploads as PostgreSQL keeps them: what was sent by whom, and what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from psycopg import Connection
from psycopg.rows import class_row

from serving.core.identity import StudentId

# A process that died while it was publishing left the bank as it was; after a while one may try again.
COLUMNS = """
with uploads as (
    select *, status = 'publishing' and decided_at < now() - interval '15 minutes' as lapsed
    from public.uploads
)
select
    uploads.id, uploads.sha256, uploads.files, uploads.rows, uploads.subject, uploads.subjects,
    case when uploads.lapsed then 'failed' else uploads.status end as status, uploads.note,
    uploads.release_id, uploads.uploaded_at, uploads.decided_at,
    uploader.name || ' ' || uploader.surname as uploaded_by,
    decider.name || ' ' || decider.surname as decided_by
from uploads
inner join students as uploader on uploader.id = uploads.uploaded_by
left join students as decider on decider.id = uploads.decided_by
"""

FIND = f"{COLUMNS} where uploads.id = %(id)s and uploads.subjects <@ %(subjects)s::text[]"

RECENT = f"""
{COLUMNS}
where uploads.subjects <@ %(subjects)s::text[]
order by uploads.uploaded_at desc
limit 50
"""

ADD = """
insert into uploads (id, uploaded_by, sha256, files, rows, subject, subjects)
values (%(id)s, %(uploaded_by)s, %(sha256)s, %(files)s, %(rows)s, %(subject)s, %(subjects)s)
"""

DECIDE = """
update uploads
set status = %(status)s, decided_by = %(decided_by)s, decided_at = now(), note = null
where id = %(id)s
    and (
        status in ('waiting', 'failed')
        or status = 'publishing' and decided_at < now() - interval '15 minutes'
    )
returning id
"""

FINISH = """
update uploads set status = %(status)s, note = %(note)s, release_id = %(release_id)s where id = %(id)s
"""


@dataclass(frozen=True, slots=True)
class Upload:
    """`uploaded_by` and `decided_by` are names; None when the account is erased, or nothing is decided."""

    id: UUID
    sha256: str
    files: list[str]
    rows: int
    subject: str | None
    subjects: list[str]
    status: str
    note: str | None
    release_id: int | None
    uploaded_at: datetime
    decided_at: datetime | None
    uploaded_by: str | None
    decided_by: str | None


@dataclass(frozen=True, slots=True)
class NewUpload:
    uploaded_by: StudentId
    sha256: str
    files: list[str]
    rows: int
    subject: str | None
    subjects: list[str]


def add_upload(connection: Connection, upload: NewUpload) -> UUID:
    upload_id = uuid4()
    fields = {name: getattr(upload, name) for name in NewUpload.__slots__}
    connection.execute(ADD, fields | {"id": upload_id})
    return upload_id


def find_upload(connection: Connection, upload_id: UUID, subjects: Sequence[str]) -> Upload | None:
    """None also when a row of it belongs to another subject."""
    with connection.cursor(row_factory=class_row(Upload)) as cursor:
        return cursor.execute(FIND, {"id": upload_id, "subjects": list(subjects)}).fetchone()


def recent_uploads(connection: Connection, subjects: Sequence[str]) -> list[Upload]:
    with connection.cursor(row_factory=class_row(Upload)) as cursor:
        return cursor.execute(RECENT, {"subjects": list(subjects)}).fetchall()


def decide(connection: Connection, upload_id: UUID, status: str, who: StudentId) -> bool:
    """False when it was decided before."""
    given = {"id": upload_id, "status": status, "decided_by": who}
    return connection.execute(DECIDE, given).fetchone() is not None


def finish(
    connection: Connection, upload_id: UUID, status: str, note: str | None, release_id: int | None = None
) -> None:
    connection.execute(FINISH, {"id": upload_id, "status": status, "note": note, "release_id": release_id})
