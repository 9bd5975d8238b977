{{ config(order_by='subject') }}

with questions as (

    select * from {{ ref('stg_questions') }}
    where version = current_version

),

student_subjects as (

    select * from {{ ref('int_student_subjects') }}

),

samples as (

    select * from {{ ref('int_sample') }}

),

subjects as (

    select
        subject,
        countIf(status = 'live') as questions,
        uniqExactIf(theme, status = 'live') as themes
    from questions
    group by subject

),

answered as (

    select
        subject,
        count() as students,
        sum(attempts) as attempts,
        sum(first_attempts) as first_attempts,
        sum(right_answers) as right_answers,
        sum(guesses) as guesses,
        max(last_answered_at) as last_answered_at
    from student_subjects
    group by subject

),

counts as (

    select
        subjects.subject as subject,
        subjects.questions as questions,
        subjects.themes as themes,
        answered.last_answered_at as last_answered_at,
        coalesce(answered.students, 0) as students,
        coalesce(answered.attempts, 0) as attempts,
        coalesce(answered.first_attempts, 0) as n,
        coalesce(answered.right_answers, 0) as c,
        coalesce(answered.guesses, 0) as guesses
    from subjects
    left join answered on subjects.subject = answered.subject

)

select
    counts.subject as subject,
    counts.questions as questions,
    counts.themes as themes,
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
