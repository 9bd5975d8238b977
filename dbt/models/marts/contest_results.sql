{{ config(materialized='view') }}

with contest_results as (

    select * from {{ ref('stg_contest_results') }}

),

contests as (

    select * from {{ ref('stg_contests') }}

),

samples as (

    select * from {{ ref('int_sample') }}

)

select
    contest_results.contest_id as contest_id,
    contest_results.points as points,
    contest_results.students as students,
    contests.subject as subject,
    contests.title as title,
    contests.ends_at as ends_at,
    samples.as_of as as_of
from contest_results
inner join contests on contest_results.contest_id = contests.contest_id
cross join samples
