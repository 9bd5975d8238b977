"""The statements that write a release, in the order in which they run inside its transaction."""

LOCK = "select pg_advisory_xact_lock(hashtext('question bank release'))"

ADD_RELEASE = """
insert into releases (submission_id, actor, new, changed, unchanged, retired)
values (%(submission_id)s, %(actor)s, %(new)s, %(changed)s, %(unchanged)s, %(retired)s)
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
with added as (
    insert into questions (identity, wording, subject, kind, theme, status, current_version)
    select identity, wording, subject, kind, theme, status, 1
    from compared
    where outcome = 'new'
    order by position
    returning id, identity
)
update compared set question_id = added.id from added where added.identity = compared.identity
"""

REMEMBER = """
insert into release_changes (
    release_id, question_id, outcome, identity, version, theme, status, sources
)
select
    %(release_id)s, questions.id, touched.outcome, questions.identity, questions.current_version,
    questions.theme, questions.status,
    array(
        select question_sources.source
        from question_sources
        where question_sources.question_id = questions.id
    )
from (
    select question_id, outcome from compared where outcome = 'changed'
    union all
    select missing.id, 'retired' from unnest(%(retired)s::bigint[]) as missing (id)
) as touched
inner join questions on questions.id = touched.question_id
union all
select %(release_id)s, question_id, outcome, null, null, null, null, null from compared where outcome = 'new'
"""

# The statistical version is the version at which the measured item first stood, so that a key that is
# changed and changed back goes on with the answers it had.
VERSIONS = """
insert into question_versions (question_id, version, statistical_version, content, release_id)
select
    compared.question_id,
    coalesce(past.latest, 0) + 1,
    coalesce(past.same_item, past.latest + 1, 1),
    compared.content,
    %(release_id)s
from compared
cross join lateral (
    select
        max(earlier.version) as latest,
        min(earlier.statistical_version) filter (
            where earlier.content - %(unmeasured)s::text[] = compared.content - %(unmeasured)s::text[]
        ) as same_item
    from question_versions as earlier
    where earlier.question_id = compared.question_id
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
set identity = compared.identity, wording = compared.wording, theme = compared.theme, status = compared.status
from compared
where compared.question_id = questions.id and compared.outcome = 'changed'
"""

LEFT_SOURCES = """
delete from question_sources
using compared
where compared.outcome = 'changed'
    and question_sources.question_id = compared.question_id
    and not question_sources.source = any(compared.sources)
"""

QUESTION_SOURCES = """
insert into question_sources (question_id, subject, source)
select compared.question_id, compared.subject, source.title
from compared
cross join unnest(compared.sources) as source (title)
where compared.outcome <> 'unchanged'
on conflict do nothing
"""

RETIREMENTS = "update questions set status = 'retired' where id = any(%(retired)s::bigint[])"

# One a subject, so that a department hears of its own alone; `python -m serving.delivery` tells who listens.
TELL_CLIENTS = """
insert into webhook_events (event, subject, facts, happened_at)
select
    'release.published', questions.subject,
    jsonb_build_object(
        'release_id', %(release_id)s::bigint,
        'subject', questions.subject,
        'new', count(*) filter (where release_changes.outcome = 'new'),
        'changed', count(*) filter (where release_changes.outcome = 'changed'),
        'retired', count(*) filter (where release_changes.outcome = 'retired')
    ),
    now()
from release_changes
inner join questions on questions.id = release_changes.question_id
where release_changes.release_id = %(release_id)s
group by questions.subject
"""

ANNOUNCE = "select pg_notify('question_bank', %(release_id)s::text)"

APPLY = (
    SUBJECTS,
    THEMES,
    SOURCES,
    NEW_QUESTIONS,
    REMEMBER,
    VERSIONS,
    CURRENT_VERSIONS,
    MOVES,
    LEFT_SOURCES,
    QUESTION_SOURCES,
    RETIREMENTS,
    TELL_CLIENTS,
    ANNOUNCE,
)
