{{ config(order_by='(question_id, statistical_version)') }}

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

counted as (

    select
        day,
        question_id,
        statistical_version,
        origin = 'simulated' as simulated,
        count() as attempts,
        countIf(attempt = 1) as first_attempts,
        countIf(attempt = 1 and correct) as right_answers,
        sum(answer_id) as checksum
    from answers
    group by day, question_id, statistical_version, simulated

)

select
    counted.day as day,
    counted.question_id as question_id,
    counted.statistical_version as statistical_version,
    counted.attempts as attempts,
    counted.first_attempts as first_attempts,
    counted.right_answers as right_answers,
    counted.checksum as checksum,
    stale.revision as revision,
    cast(counted.simulated as Bool) as simulated
from counted
inner join stale on counted.day = stale.day
