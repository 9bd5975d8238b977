{{ config(materialized='view') }}

with answers as (

    select * from {{ ref('int_counted_answers') }}

),

items as (

    select * from {{ ref('int_items') }}

),

two_keys as (

    select * from {{ ref('int_two_key_items') }}

)

select
    answers.answer_id,
    answers.student_id,
    answers.question_id,
    answers.statistical_version,
    answers.response,
    answers.correct,
    answers.seconds,
    items.subject
from answers
inner join items
    on answers.question_id = items.question_id and answers.statistical_version = items.statistical_version
where
    answers.attempt = 1
    and (answers.question_id, answers.statistical_version) not in (
        select (two_keys.question_id, two_keys.statistical_version) from two_keys
    )
