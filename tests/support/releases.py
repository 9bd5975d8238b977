"""Releases as the job makes them, from questions in memory."""

from psycopg import Connection

from pipelines.banks.report import CheckedQuestion
from pipelines.stores.releases import Release, release
from pipelines.stores.submission import RowCounts, Submission

STATE = """
select
    questions.identity, questions.subject, questions.theme, questions.status, question_versions.content,
    array(
        select source from question_sources where question_sources.question_id = questions.id order by source
    )
from questions
inner join question_versions
    on question_versions.question_id = questions.id and question_versions.version = questions.current_version
where questions.status <> 'retired'
order by questions.identity
"""


def submit(
    bank: Connection,
    *questions: CheckedQuestion,
    sha256: str = "first",
    file: str = "bank.csv",
    actor: str = "anna",
    retire_missing: bool = False,
) -> Release:
    counts = RowCounts(len(questions))
    sent = Submission((file,), sha256, '[{"rows": 1}]', questions, actor, counts, retire_missing)
    return release(bank, sent, {each.subject: each.subject.title() for each in questions})


def rows(bank: Connection, query: str) -> list[tuple[object, ...]]:
    return bank.execute(query.encode()).fetchall()


def state(bank: Connection) -> list[tuple[object, ...]]:
    """What can be trained or waits: the bank without what is retired, and without its history."""
    return rows(bank, STATE)
