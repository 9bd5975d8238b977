{{ config(order_by='(question_id, statistical_version)') }}

with answers as (

    select * from {{ ref('int_counted_answers') }}

)

select
    question_id,
    statistical_version,
    count() as attempts,
    countIf(attempt = 1) as first_attempts,
    countIf(attempt = 1 and correct) as right_answers,
    quantileExactInclusiveIf(0.5)(least(seconds, 600.), attempt = 1) as median_seconds  -- noqa: LT01
from answers
group by question_id, statistical_version
