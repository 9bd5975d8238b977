{{ config(order_by='(subject, student_id)', tags=['whole_history']) }}

with first_answers as (

    select * from {{ ref('int_first_answers') }}

)

select
    student_id,
    subject,
    count() as first_attempts,
    countIf(correct) as right_answers
from first_answers
group by student_id, subject
