"""Back to the bank before a release: all of it in one transaction, or nothing."""

from dataclasses import dataclass

from psycopg import Connection, Cursor

from pipelines.refusal import Refusal
from pipelines.stores.release_statements import ANNOUNCE, LOCK


class RollbackRefused(Refusal):
    """The base of the refusals below; nothing has changed."""


class NoSuchRelease(RollbackRefused):
    def __init__(self, release_id: int) -> None:
        super().__init__(f"There is no release {release_id}.")
        self.release_id = release_id


class RolledBackBefore(RollbackRefused):
    def __init__(self, release_id: int) -> None:
        super().__init__(f"Release {release_id} is rolled back already.")
        self.release_id = release_id


class NewerReleases(RollbackRefused):
    """`newer`: those that stand on this one, the newest first."""

    def __init__(self, release_id: int, newer: list[int]) -> None:
        listed = ", ".join(map(str, newer[:10])) + (" …" if len(newer) > 10 else "")
        super().__init__(
            f"Release {release_id} is not the newest: roll back those above it first, in the order {listed}."
        )
        self.release_id = release_id
        self.newer = newer


@dataclass(frozen=True, slots=True)
class Rollback:
    """Of questions: those that are as before again, and those that were not there before and are retired."""

    release_id: int
    restored: int
    retired: int


def rollback(connection: Connection, release_id: int, actor: str) -> Rollback:
    """Every question goes back to the version, status, theme and sources that it had before the release.

    Questions and versions are never deleted, as answers refer to them; a later load of the same files brings
    all of it back. Listeners of the channel `question_bank` hear of it. Raises RollbackRefused.
    """
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute(LOCK)
        _refuse_unless_newest(cursor, release_id)
        parameters = {"release_id": release_id, "actor": actor}
        for statement in (_MARK, _GIVE_WAY, _RESTORE, _TAKE_SOURCES, _RESTORE_SOURCES, ANNOUNCE):
            cursor.execute(statement, parameters)
        counts = cursor.execute(_COUNTS, parameters).fetchone()
        assert counts is not None
        return Rollback(release_id, *counts)


def _refuse_unless_newest(cursor: Cursor, release_id: int) -> None:
    found = cursor.execute(_FIND, {"release_id": release_id}).fetchone()
    if found is None:
        raise NoSuchRelease(release_id)
    if found[0]:
        raise RolledBackBefore(release_id)
    if newer := [row[0] for row in cursor.execute(_NEWER, {"release_id": release_id})]:
        raise NewerReleases(release_id, newer)


_FIND = "select rolled_back_at is not null from releases where id = %(release_id)s"

_NEWER = "select id from releases where id > %(release_id)s and rolled_back_at is null order by id desc"

_MARK = "update releases set rolled_back_at = now(), rolled_back_by = %(actor)s where id = %(release_id)s"

# A question that came without its picture and got it gets its old identity back; another question may bear
# it since, one of a later release that is rolled back as well.
_GIVE_WAY = """
update questions
set identity = questions.identity || ' ' || questions.id
from release_changes as before
where before.release_id = %(release_id)s
    and questions.identity = before.identity
    and questions.id <> before.question_id
"""

# A quarantine is the decision of a person, not of the release.
_RESTORE = """
update questions
set
    identity = coalesce(before.identity, questions.identity),
    current_version = coalesce(before.version, questions.current_version),
    theme = coalesce(before.theme, questions.theme),
    status = case
        when before.status is null then 'retired'
        when questions.status = 'quarantined' then questions.status
        else before.status
    end
from release_changes as before
where before.release_id = %(release_id)s and before.question_id = questions.id
"""

_TAKE_SOURCES = """
delete from question_sources
using release_changes as before
where before.release_id = %(release_id)s and before.question_id = question_sources.question_id
"""

_RESTORE_SOURCES = """
insert into question_sources (question_id, subject, source)
select before.question_id, questions.subject, source.title
from release_changes as before
inner join questions on questions.id = before.question_id
cross join unnest(before.sources) as source (title)
where before.release_id = %(release_id)s
"""

_COUNTS = """
select count(*) filter (where outcome <> 'new'), count(*) filter (where outcome = 'new')
from release_changes
where release_id = %(release_id)s
"""
