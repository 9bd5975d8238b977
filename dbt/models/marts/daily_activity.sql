{{ config(order_by='(day, subject)') }}

with student_days as (

    select * from {{ ref('int_student_days') }}

),

first_days as (

    select * from {{ ref('int_student_subjects') }}

),

session_days as (

    select * from {{ ref('int_session_days') }}

),

samples as (

    select * from {{ ref('int_sample') }}

),

answered as (

    select
        day,
        subject,
        uniqExact(student_id) as students,
        sum(attempts) as answers,
        sum(right_attempts) as correct,
        sum(first_attempts) as first_answers,
        sum(guesses) as guesses,
        sumIf(attempts, platform = 'telegram') as telegram_answers,
        sumIf(attempts, platform = 'rest') as rest_answers
    from student_days
    where simulated = (select samples.simulated from samples)
    group by day, subject

),

begun as (

    select
        first_day as day,
        subject,
        count() as new_students
    from first_days
    group by day, subject

),

sat as (

    select
        day,
        subject,
        sum(sessions) as sessions,
        sum(finished_sessions) as finished_sessions
    from session_days
    where simulated = (select samples.simulated from samples)
    group by day, subject

),

days as (

    select
        day,
        subject
    from answered
    union distinct
    select
        day,
        subject
    from sat

)

select
    days.day as day,
    days.subject as subject,
    samples.as_of as as_of,
    samples.simulated as simulated,
    coalesce(answered.students, 0) as students,
    coalesce(begun.new_students, 0) as new_students,
    coalesce(answered.answers, 0) as answers,
    coalesce(answered.correct, 0) as correct,
    coalesce(answered.first_answers, 0) as first_answers,
    coalesce(answered.guesses, 0) as guesses,
    coalesce(answered.telegram_answers, 0) as telegram_answers,
    coalesce(answered.rest_answers, 0) as rest_answers,
    coalesce(sat.sessions, 0) as sessions,
    coalesce(sat.finished_sessions, 0) as finished_sessions
from days
left join answered on days.day = answered.day and days.subject = answered.subject
left join begun on days.day = begun.day and days.subject = begun.subject
left join sat on days.day = sat.day and days.subject = sat.subject
cross join samples
