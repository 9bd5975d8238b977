"""Questions of the bank as they stand, in the form in which a check hands questions on."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from psycopg import Cursor

from pipelines.banks.report import CheckedQuestion
from serving.core.questions import question_adapter


@dataclass(frozen=True, slots=True)
class Known:
    """`checked` has no rows."""

    id: int
    wording: str
    status: str
    checked: CheckedQuestion


def read_known(cursor: Cursor, identities: Collection[str], wordings: Collection[str]) -> Sequence[Known]:
    """With one of the identities or of the wordings, oldest first."""
    rows = cursor.execute(_KNOWN, {"identities": list(identities), "wordings": list(wordings)})
    return [_known(*row) for row in rows]


def _known(
    question_id: int,
    identity: str,
    wording: str | None,
    status: str,
    subject: str,
    theme: str,
    sources: list[str],
    content: object,
) -> Known:
    question = question_adapter.validate_python(content)
    checked = CheckedQuestion(identity, subject, theme, tuple(sources), question, ())
    return Known(question_id, wording or "", status, checked)


_KNOWN = """
select
    questions.id, questions.identity, questions.wording, questions.status, questions.subject, questions.theme,
    array(
        select question_sources.source
        from question_sources
        where question_sources.question_id = questions.id
        order by question_sources.source
    ),
    question_versions.content
from questions
inner join question_versions
    on question_versions.question_id = questions.id and question_versions.version = questions.current_version
where questions.identity = any(%(identities)s) or questions.wording = any(%(wordings)s)
order by questions.id
"""
