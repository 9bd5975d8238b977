{{ config(order_by='question_id') }}

with current_questions as (

    select * from {{ ref('stg_questions') }}
    where version = current_version

),

reported as (

    select * from {{ ref('int_question_reports') }}

),

question_sources as (

    select * from {{ ref('stg_question_sources') }}

),

sourced as (

    select
        question_id,
        arraySort(groupUniqArray(source)) as sources
    from question_sources
    group by question_id

)

select
    current_questions.question_id as question_id,
    current_questions.status as status,
    current_questions.text as text,
    sourced.sources as sources,
    coalesce(reported.reports, 0) as reports,
    coalesce(reported.open_reports, 0) as open_reports
from current_questions
left join reported on current_questions.question_id = reported.question_id
left join sourced on current_questions.question_id = sourced.question_id
