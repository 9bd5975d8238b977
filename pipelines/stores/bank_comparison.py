"""What a submission would change in the question bank."""

from collections.abc import Sequence
from dataclasses import dataclass

from psycopg import Cursor

from pipelines.banks.identity import content_key, identity
from pipelines.banks.report import CheckedQuestion
from serving.core.questions import NO_THEME


@dataclass(frozen=True, slots=True)
class Diff:
    """Identities, each in the order of the submission."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]

    @property
    def empty(self) -> bool:
        return not self.new and not self.changed


def compare(cursor: Cursor, questions: Sequence[CheckedQuestion]) -> Diff:
    """Leaves a row a question in the temporary table `compared`; runs inside the transaction of a release."""
    cursor.execute(_CREATE_SENT)
    with cursor.copy(_COPY_SENT) as copy:
        for position, checked in enumerate(questions):
            copy.write_row((position, *_columns(checked)))
    cursor.execute(_PICTURES_CAME)
    cursor.execute(_COMPARE, {"no_theme": NO_THEME})
    outcomes: dict[str, list[str]] = {"new": [], "changed": [], "unchanged": []}
    for question, outcome in cursor.execute(_DIFF):
        outcomes[outcome].append(question)
    return Diff(**{outcome: tuple(identities) for outcome, identities in outcomes.items()})


def _columns(checked: CheckedQuestion) -> tuple[str | list[str] | None, ...]:
    question = checked.question
    return (
        checked.identity,
        checked.subject,
        checked.theme,
        list(checked.sources),
        question.kind,
        "held" if checked.waits_for_picture else "live",
        question.model_dump_json(),
        identity(content_key(checked.subject, question), None) if question.photo else None,
    )


_CREATE_SENT = """
create temp table sent (
    position integer primary key, identity text not null unique, subject text not null, theme text not null,
    sources text[] not null, kind text not null, status text not null, content jsonb not null, awaited text
) on commit drop
"""

_COPY_SENT = (
    "copy sent (position, identity, subject, theme, sources, kind, status, content, awaited) from stdin"
)

# A question that was held until its picture came goes on as the one with the picture.
_PICTURES_CAME = """
update questions
set identity = sent.identity
from sent
where questions.identity = sent.awaited and questions.status = 'held'
    and not exists (select from questions as other where other.identity = sent.identity)
"""

# A theme that the file leaves out does not erase the one that is known.
# A quarantined question stays so until a person lets it out; a retired one that is sent again lives again.
_COMPARE = """
create temp table compared on commit drop as
select
    sent.position, sent.identity, sent.subject, sent.sources, sent.kind, sent.content,
    case when known.status = 'quarantined' then known.status else sent.status end as status,
    case when sent.theme = %(no_theme)s then coalesce(known.theme, sent.theme) else sent.theme end as theme,
    known.identity is null as is_new,
    current.content is distinct from sent.content as is_rewritten,
    known.theme <> sent.theme and sent.theme <> %(no_theme)s
    or known.status not in ('quarantined', sent.status)
    or not sent.sources <@ array(
        select question_sources.source
        from question_sources
        where question_sources.question_id = known.id
    ) as is_moved
from sent
left join questions as known on known.identity = sent.identity
left join question_versions as current
    on current.question_id = known.id and current.version = known.current_version
"""

_DIFF = """
select
    identity,
    case when is_new then 'new' when is_rewritten or is_moved then 'changed' else 'unchanged' end
from compared
order by position
"""
