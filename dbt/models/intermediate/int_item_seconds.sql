{{ config(order_by='(question_id, statistical_version)', tags=['whole_history']) }}

with answers as (

    select * from {{ ref('int_counted_answers') }}

)

select
    question_id,
    statistical_version,
    quantileExactInclusive(0.5)(least(assumeNotNull(seconds), 600.)) as median_seconds  -- noqa: LT01
from answers
where attempt = 1 and isNotNull(seconds)
group by question_id, statistical_version
