"""The live questions of a subject, as a check of the files would hand them on."""

from collections.abc import Sequence

from psycopg import Connection

from pipelines.banks.report import CheckedQuestion
from serving.core.questions import NO_SOURCE, question_adapter


def released_bank(connection: Connection, subject: str) -> Sequence[CheckedQuestion]:
    """`subject` is a code. In the order in which the questions came; their rows count from 1."""
    rows = connection.execute(_LIVE, {"subject": subject}).fetchall()
    return [
        CheckedQuestion(
            identity=identity,
            subject=subject,
            theme=theme,
            sources=tuple(sources) or (NO_SOURCE,),
            question=question_adapter.validate_python(content),
            rows=(place,),
        )
        for place, (identity, theme, sources, content) in enumerate(rows, start=1)
    ]


_LIVE = """
select
    questions.identity, questions.theme,
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
where questions.subject = %(subject)s and questions.status = 'live'
order by questions.id
"""
