{{ config(order_by='(question_id, statistical_version)') }}

with days as (

    select * from {{ ref('int_item_days') }}

),

samples as (

    select * from {{ ref('int_sample') }}

)

select
    question_id,
    statistical_version,
    sum(attempts) as attempts,
    sum(first_attempts) as first_attempts,
    sum(right_answers) as right_answers
from days
where simulated = (select samples.simulated from samples)
group by question_id, statistical_version
