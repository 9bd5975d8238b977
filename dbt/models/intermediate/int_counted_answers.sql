{{ config(materialized='view') }}

with answers as (

    select * from {{ ref('stg_answers') }}

),

samples as (

    select * from {{ ref('int_sample') }}

)

select
    answer_id,
    session_id,
    student_id,
    question_id,
    version,
    statistical_version,
    response,
    correct,
    attempt,
    mode,
    platform,
    seconds,
    answered_at
from answers
where (origin = 'simulated') = (select samples.simulated from samples)
