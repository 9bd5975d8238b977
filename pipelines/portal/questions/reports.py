"""What students say is wrong with a question of a department; who says so is not shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from psycopg import Connection
from psycopg.rows import class_row

from serving.core.reports.reports import Reason

LIST = """
select reports.reason, reports.text, reports.reported_at, reports.decision,
    reports.version = questions.current_version as current
from reports
inner join questions on questions.id = reports.question_id
where reports.question_id = %(id)s and reports.reason = any(%(reasons)s::text[])
order by reports.id desc
"""


@dataclass(frozen=True, slots=True)
class StudentReport:
    """`current`: it is about the wording of today."""

    reason: str
    text: str | None
    reported_at: datetime
    decision: str | None
    current: bool


def reports_of(connection: Connection, question_id: int) -> Sequence[StudentReport]:
    """The newest first."""
    with connection.cursor(row_factory=class_row(StudentReport)) as cursor:
        return cursor.execute(LIST, {"id": question_id, "reasons": list(Reason)}).fetchall()
