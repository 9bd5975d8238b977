{{ config(order_by='(hour, subject, platform)') }}

with days as (

    select * from {{ ref('int_days') }}
    where source = 'answers'

),

stale as (

    {{ stale_days('days') }}

),

answers as (

    select
        *,
        toHour(answered_at, 'Europe/Moscow') as hour
    from {{ ref('stg_answers') }}
    where day in (select stale.day from stale)

),

questions as (

    select * from {{ ref('stg_questions') }}
    where version = current_version

),

counted as (

    select
        answers.day as day,
        answers.hour as hour,
        questions.subject as subject,
        answers.platform as platform,
        answers.origin = 'simulated' as simulated,
        uniqExact(answers.student_id) as students,
        count() as attempts,
        countIf(answers.correct) as right_attempts
    from answers
    left join questions on answers.question_id = questions.question_id
    group by day, hour, subject, platform, simulated

)

select
    counted.day as day,
    counted.hour as hour,
    counted.platform as platform,
    counted.students as students,
    counted.attempts as attempts,
    counted.right_attempts as right_attempts,
    stale.revision as revision,
    cast(counted.simulated as Bool) as simulated,
    coalesce(counted.subject, '') as subject
from counted
inner join stale on counted.day = stale.day
