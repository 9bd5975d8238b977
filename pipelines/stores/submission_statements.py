"""The statements that record a submission and lay it out beside the bank, before its release is written."""

SUBMITTED_BEFORE = "select count(*) from submissions where sha256 = %(sha256)s and files = %(files)s"

ADD_SUBMISSION = """
insert into submissions (
    files, sha256, report, actor, rows, new, changed, unchanged, merged, rejected, held
)
values (
    %(files)s, %(sha256)s, %(report)s, %(actor)s,
    %(rows)s, %(new)s, %(changed)s, %(unchanged)s, %(merged)s, %(rejected)s, %(held)s
)
returning id
"""

CREATE_COMPARED = """
create temp table compared (
    position integer primary key, question_id bigint, outcome text not null, identity text not null unique,
    wording text not null, subject text not null, theme text not null, sources text[] not null,
    kind text not null, status text not null, content jsonb not null, is_rewritten boolean not null
) on commit drop
"""

COPY_COMPARED = """
copy compared (
    position, question_id, outcome, identity, wording, subject, theme, sources, kind, status, content,
    is_rewritten
) from stdin
"""

# What has come only in submissions of these very files, and is not in this one. A submission whose release
# was rolled back counts as never sent.
MISSING = """
select questions.id, questions.identity
from questions
where questions.subject in (select subject from compared)
    and questions.status in ('live', 'held')
    and not exists (select from compared where compared.question_id = questions.id)
    and (
        select bool_and(submissions.files = %(files)s)
        from submission_questions
        inner join submissions on submissions.id = submission_questions.submission_id
        where submission_questions.question_id = questions.id
            and not exists (
                select from releases
                where releases.submission_id = submissions.id and releases.rolled_back_at is not null
            )
    )
order by questions.id
"""

ADD_SUBMISSION_QUESTIONS = """
insert into submission_questions (submission_id, question_id)
select %(submission_id)s, question_id from compared
"""
