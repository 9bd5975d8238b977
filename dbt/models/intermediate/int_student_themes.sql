{{ config(order_by='(subject, student_id, theme)') }}

with days as (

    select * from {{ ref('int_student_days') }}

),

samples as (

    select * from {{ ref('int_sample') }}

)

select
    student_id,
    subject,
    theme,
    sum(attempts) as attempts,
    sum(right_attempts) as right_attempts,
    sum(first_attempts) as first_attempts,
    sum(right_answers) as right_answers,
    sum(guesses) as guesses,
    min(day) as first_day,
    max(last_answered_at) as last_answered_at
from days
where simulated = (select samples.simulated from samples)
group by student_id, subject, theme
