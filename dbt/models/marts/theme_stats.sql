{{ config(order_by='(subject, theme)') }}

with questions as (

    select * from {{ ref('stg_questions') }}
    where version = current_version

),

student_themes as (

    select * from {{ ref('int_student_themes') }}

),

samples as (

    select * from {{ ref('int_sample') }}

),

themes as (

    select
        subject,
        theme,
        countIf(status = 'live') as questions
    from questions
    group by subject, theme

),

answered as (

    select
        subject,
        theme,
        count() as students,
        sum(attempts) as attempts,
        sum(first_attempts) as first_attempts,
        sum(right_answers) as right_answers,
        sum(guesses) as guesses,
        max(last_answered_at) as last_answered_at
    from student_themes
    group by subject, theme

),

counts as (

    select
        themes.subject as subject,
        themes.theme as theme,
        themes.questions as questions,
        answered.last_answered_at as last_answered_at,
        coalesce(answered.students, 0) as students,
        coalesce(answered.attempts, 0) as attempts,
        coalesce(answered.first_attempts, 0) as n,
        coalesce(answered.right_answers, 0) as c,
        coalesce(answered.guesses, 0) as guesses
    from themes
    left join answered on themes.subject = answered.subject and themes.theme = answered.theme

)

select
    counts.subject as subject,
    counts.theme as theme,
    counts.questions as questions,
    counts.students as students,
    counts.attempts as attempts,
    counts.n as first_attempts,
    counts.c as correct,
    counts.guesses as guesses,
    {{ shown_from(10, 'counts.n', 'counts.c / nullIf(counts.n, 0)') }} as facility,
    {{ shown_from(10, 'counts.n', wilson_end('counts.c', 'counts.n', -1)) }} as facility_low,
    {{ shown_from(10, 'counts.n', wilson_end('counts.c', 'counts.n', 1)) }} as facility_high,
    counts.last_answered_at as last_answered_at,
    samples.as_of as as_of,
    samples.simulated as simulated
from counts
cross join samples
