"""An upload as a member may see it."""

from dataclasses import dataclass
from uuid import UUID

from psycopg import Connection

from pipelines.defs.question_banks.values import CheckedBank
from pipelines.portal.accounts.members import Rights
from pipelines.portal.errors import NotFound
from pipelines.portal.parts import Parts
from pipelines.portal.submissions.store import KeptFiles
from pipelines.portal.submissions.uploads import Upload, find_upload


@dataclass(frozen=True, slots=True)
class SeenUpload:
    upload: Upload
    files: KeptFiles
    bank: CheckedBank


def find_own(connection: Connection, upload_id: UUID, rights: Rights) -> Upload:
    """Raises NotFound for an upload of another department as for one that never was."""
    found = find_upload(connection, upload_id, rights.subjects)
    if found is None:
        raise NotFound
    return found


def see(parts: Parts, connection: Connection, upload_id: UUID, rights: Rights) -> SeenUpload:
    """Raises NotFound."""
    upload = find_own(connection, upload_id, rights)
    files = parts.store.open(upload.sha256)
    return SeenUpload(upload, files, parts.check(files, upload.subject))
