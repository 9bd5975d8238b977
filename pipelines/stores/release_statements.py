"""The statements that write a release, in the order in which they run inside its transaction."""

LOCK = "select pg_advisory_xact_lock(hashtext('question bank release'))"

SUBMITTED_BEFORE = "select count(*) from submissions where sha256 = %(sha256)s"

ADD_SUBMISSION = """
insert into submissions (files, sha256, report)
values (%(files)s, %(sha256)s, %(report)s)
returning id
"""

ADD_RELEASE = """
insert into releases (submission_id, new, changed, unchanged)
values (%(submission_id)s, %(new)s, %(changed)s, %(unchanged)s)
returning id
"""

SUBJECTS = """
insert into subjects (code, title)
select titled.code, titled.title
from unnest(%(codes)s::text[], %(titles)s::text[]) as titled (code, title)
where titled.code in (select subject from compared)
on conflict (code) do update set title = excluded.title where subjects.title <> excluded.title
"""

THEMES = """
insert into themes (subject, title)
select distinct subject, theme from compared
on conflict do nothing
"""

SOURCES = """
insert into sources (subject, title)
select distinct compared.subject, source.title
from compared
cross join unnest(compared.sources) as source (title)
on conflict do nothing
"""

NEW_QUESTIONS = """
insert into questions (identity, subject, kind, theme, status, current_version)
select identity, subject, kind, theme, status, 1
from compared
where is_new
order by position
"""

# The statistical version is the version at which the measured item first stood, so that a key that is
# changed and changed back goes on with the answers it had.
VERSIONS = """
insert into question_versions (question_id, version, statistical_version, content, release_id)
select
    questions.id,
    coalesce(past.latest, 0) + 1,
    coalesce(past.same_item, past.latest + 1, 1),
    compared.content,
    %(release_id)s
from compared
inner join questions on questions.identity = compared.identity
cross join lateral (
    select
        max(earlier.version) as latest,
        min(earlier.statistical_version) filter (
            where earlier.content - %(unmeasured)s::text[] = compared.content - %(unmeasured)s::text[]
        ) as same_item
    from question_versions as earlier
    where earlier.question_id = questions.id
) as past
where compared.is_rewritten
"""

CURRENT_VERSIONS = """
update questions
set current_version = added.version
from question_versions as added
where added.release_id = %(release_id)s and added.question_id = questions.id
"""

MOVES = """
update questions
set theme = compared.theme, status = compared.status
from compared
where compared.identity = questions.identity and compared.is_moved
"""

QUESTION_SOURCES = """
insert into question_sources (question_id, subject, source)
select questions.id, compared.subject, source.title
from compared
inner join questions on questions.identity = compared.identity
cross join unnest(compared.sources) as source (title)
on conflict do nothing
"""

ANNOUNCE = "select pg_notify('question_bank', %(release_id)s::text)"

APPLY = (
    SUBJECTS,
    THEMES,
    SOURCES,
    NEW_QUESTIONS,
    VERSIONS,
    CURRENT_VERSIONS,
    MOVES,
    QUESTION_SOURCES,
    ANNOUNCE,
)
