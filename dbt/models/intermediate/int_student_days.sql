{{ config(order_by='(subject, student_id, theme, platform)') }}

with days as (

    select * from {{ ref('int_days') }}
    where source = 'answers'

),

stale as (

    {{ stale_days('days') }}

),

answers as (

    select * from {{ ref('stg_answers') }}
    where day in (select stale.day from stale)

),

questions as (

    select * from {{ ref('stg_questions') }}
    where version = current_version

),

counted as (

    select
        answers.day as day,
        answers.student_id as student_id,
        questions.subject as subject,
        questions.theme as theme,
        answers.platform as platform,
        answers.origin = 'simulated' as simulated,
        count() as attempts,
        countIf(answers.correct) as right_attempts,
        countIf(answers.attempt = 1) as first_attempts,
        countIf(answers.attempt = 1 and answers.correct) as right_answers,
        countIf(answers.seconds < 1) as guesses,
        min(answers.answered_at) as first_answered_at,
        max(answers.answered_at) as last_answered_at
    from answers
    left join questions on answers.question_id = questions.question_id
    group by day, student_id, subject, theme, platform, simulated

)

select
    counted.day as day,
    counted.student_id as student_id,
    counted.platform as platform,
    counted.attempts as attempts,
    counted.right_attempts as right_attempts,
    counted.first_attempts as first_attempts,
    counted.right_answers as right_answers,
    counted.guesses as guesses,
    counted.first_answered_at as first_answered_at,
    counted.last_answered_at as last_answered_at,
    stale.revision as revision,
    cast(counted.simulated as Bool) as simulated,
    coalesce(counted.subject, '') as subject,
    coalesce(counted.theme, '') as theme
from counted
inner join stale on counted.day = stale.day
