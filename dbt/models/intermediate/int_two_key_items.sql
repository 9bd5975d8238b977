{{ config(order_by='(question_id, statistical_version)', tags=['whole_history']) }}

with answers as (

    select * from {{ ref('int_counted_answers') }}

),

verdicts as (

    select
        question_id,
        statistical_version,
        response
    from answers
    where response not in ('', 'null', '""')
    group by question_id, statistical_version, response
    having min(correct) != max(correct)

)

select
    question_id,
    statistical_version,
    count() as responses
from verdicts
group by question_id, statistical_version
