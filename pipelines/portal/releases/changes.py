"""What a release changed in the questions of some subjects."""

from collections.abc import Sequence
from dataclasses import dataclass

from psycopg import Connection

from pipelines.portal.alterations import Alteration, alterations, in_words
from pipelines.portal.cards import Card, card
from serving.core.questions import question_adapter

CHANGES = """
select
    questions.id, release_changes.outcome, questions.theme,
    coalesce(written.content, former.content), former.content,
    array(
        select source from question_sources where question_sources.question_id = questions.id order by source
    ),
    count(*) over ()
from release_changes
inner join questions on questions.id = release_changes.question_id
left join question_versions as written
    on written.question_id = questions.id and written.release_id = release_changes.release_id
left join question_versions as former
    on former.question_id = questions.id and former.version = release_changes.version
where release_changes.release_id = %(release_id)s and questions.subject = any(%(subjects)s::text[])
order by release_changes.outcome, questions.id
limit %(size)s offset %(start)s
"""


@dataclass(frozen=True, slots=True)
class Change:
    """`altered` is empty for a question that is new, or that only moved to other themes or sources."""

    question_id: int
    outcome: str
    card: Card
    altered: Sequence[Alteration]


def changes(
    connection: Connection, release_id: int, subjects: Sequence[str], start: int, size: int
) -> tuple[list[Change], int]:
    """A part of them, changed ones first, and how many there are in all."""
    given = {"release_id": release_id, "subjects": list(subjects), "start": start, "size": size}
    rows = connection.execute(CHANGES, given).fetchall()
    return [_change(*row[:-1]) for row in rows], rows[0][-1] if rows else 0


def _change(
    question_id: int, outcome: str, theme: str, content: object, former: object, sources: list[str]
) -> Change:
    question = question_adapter.validate_python(content)
    picture = f"/questions/{question_id}/picture" if question.photo else None
    before = in_words(question_adapter.validate_python(former)) if former else {}
    altered = alterations(before, in_words(question)) if former else ()
    return Change(question_id, outcome, card(question, theme, sources, picture), altered)
