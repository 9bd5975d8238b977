{{ config(order_by='(subject, student_id, theme)') }}

with themes as (

    select * from {{ ref('int_student_themes') }}

),

subjects as (

    select * from {{ ref('int_student_subjects') }}

),

samples as (

    select * from {{ ref('int_sample') }}

),

shrunk as (

    select
        themes.student_id as student_id,
        themes.subject as subject,
        themes.theme as theme,
        themes.attempts as attempts,
        themes.first_attempts as n,
        themes.right_answers as c,
        themes.last_answered_at as last_answered_at,
        subjects.strength as k,
        (c + k * subjects.mean) / (n + k) as p
    from themes
    inner join subjects on themes.student_id = subjects.student_id and themes.subject = subjects.subject

)

select
    shrunk.student_id as student_id,
    shrunk.subject as subject,
    shrunk.theme as theme,
    shrunk.attempts as attempts,
    shrunk.n as first_attempts,
    shrunk.c as correct,
    {{ shown_from(10, 'shrunk.n', 'shrunk.p') }} as mastery,
    {{ shown_from(10, 'shrunk.n', 'sqrt(shrunk.p * (1 - shrunk.p) / (shrunk.n + shrunk.k + 1))') }}
        as mastery_se,
    shrunk.last_answered_at as last_answered_at,
    samples.as_of as as_of,
    samples.simulated as simulated
from shrunk
cross join samples
