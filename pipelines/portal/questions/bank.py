"""Questions of a department with what the answers say about them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from psycopg import Connection
from psycopg.rows import class_row

from pipelines.portal import texts
from pipelines.portal.cards import AnyQuestion
from serving.core.questions import YesNo, question_adapter

COLUMNS = """
select
    questions.id, questions.subject, questions.theme, questions.status, versions.content,
    array(
        select source from question_sources where question_sources.question_id = questions.id order by source
    ) as sources,
    stats.first_attempts as answers, stats.facility, stats.level, stats.difficulty, stats.difficulty_se,
    stats.discrimination, stats.flags, stats.proposed_option, stats.as_of,
    (
        select count(*) from reports
        where reports.question_id = questions.id and reports.decided_at is null
    ) as open_reports,
    count(*) over () as total
from questions
inner join question_versions as versions
    on versions.question_id = questions.id and versions.version = questions.current_version
left join question_stats as stats
    on stats.question_id = questions.id and stats.version = versions.statistical_version
where questions.subject = any(%(subjects)s::text[])
"""

FIND = f"{COLUMNS} and questions.id = %(id)s"

LIST = f"""
{COLUMNS}
    and (%(subject)s = '' or questions.subject = %(subject)s)
    and (%(theme)s = '' or questions.theme = %(theme)s)
    and (%(kind)s = '' or questions.kind = %(kind)s)
    and (%(status)s = '' or questions.status = %(status)s)
    and (%(level)s = '' or stats.level::text = %(level)s or %(level)s = 'none' and stats.level is null)
    and (%(search)s = '' or position(lower(%(search)s) in lower(versions.content ->> 'text')) > 0)
order by questions.id desc
limit %(size)s offset %(start)s
"""

THEMES = """
select distinct theme from questions
where subject = any(%(subjects)s::text[]) and (%(subject)s = '' or subject = %(subject)s)
order by theme
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a list is narrowed to; an empty value is all, the level `none` is that too few have answered."""

    subject: str = ""
    theme: str = ""
    kind: str = ""
    status: str = ""
    level: str = ""
    search: str = ""


@dataclass(frozen=True, slots=True)
class BankQuestion:
    """Statistics are None where too few have answered."""

    id: int
    subject: str
    theme: str
    status: str
    content: dict[str, object]
    sources: list[str]
    answers: int | None
    facility: float | None
    level: int | None
    difficulty: float | None
    difficulty_se: float | None
    discrimination: float | None
    flags: list[str] | None
    proposed_option: int | None
    as_of: datetime | None
    open_reports: int
    total: int

    @property
    def question(self) -> AnyQuestion:
        return question_adapter.validate_python(self.content)

    @property
    def proposed_key(self) -> str | None:
        """What the answers hold for right, where they contradict the key."""
        if self.proposed_option is None:
            return None
        match self.question:
            case YesNo():
                return texts.YES if self.proposed_option else texts.NO
            case question:
                shown = (option.text for option in question.choices if option.id == self.proposed_option)
                return next(shown, None)


def find_question(connection: Connection, question_id: int, subjects: Sequence[str]) -> BankQuestion | None:
    with connection.cursor(row_factory=class_row(BankQuestion)) as cursor:
        return cursor.execute(FIND, {"id": question_id, "subjects": list(subjects)}).fetchone()


def list_questions(
    connection: Connection, subjects: Sequence[str], choice: Choice, start: int, size: int
) -> list[BankQuestion]:
    given = {name: value.replace("\0", "").strip() for name, value in asdict(choice).items()}
    with connection.cursor(row_factory=class_row(BankQuestion)) as cursor:
        found = cursor.execute(LIST, given | {"subjects": list(subjects), "start": start, "size": size})
        return found.fetchall()


def themes_of(connection: Connection, subjects: Sequence[str], subject: str) -> list[str]:
    given = {"subjects": list(subjects), "subject": subject.replace("\0", "")}
    return [row[0] for row in connection.execute(THEMES, given)]
