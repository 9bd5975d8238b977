{{ config(materialized='view') }}

with contest_questions as (

    select * from {{ ref('stg_contest_questions') }}

),

contests as (

    select * from {{ ref('stg_contests') }}

),

samples as (

    select * from {{ ref('int_sample') }}

)

select
    contest_questions.contest_id as contest_id,
    contest_questions.place as place,
    contest_questions.question_id as question_id,
    contest_questions.version as version,
    contest_questions.points as points,
    contest_questions.shown as shown,
    contest_questions.answered as answered,
    contest_questions.correct as correct,
    contests.subject as subject,
    contests.title as title,
    contests.ends_at as ends_at,
    samples.as_of as as_of,
    {{ shown_from(
        10, 'contest_questions.answered', 'contest_questions.correct / contest_questions.answered'
    ) }} as facility
from contest_questions
inner join contests on contest_questions.contest_id = contests.contest_id
cross join samples
