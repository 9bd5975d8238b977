{{ config(order_by='(student_id, week)') }}

with days as (

    select * from {{ ref('int_student_days') }}

),

samples as (

    select * from {{ ref('int_sample') }}

)

select
    student_id,
    toMonday(day) as week,
    sum(attempts) as attempts
from days
where simulated = (select samples.simulated from samples)
group by student_id, week
