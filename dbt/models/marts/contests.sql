{{ config(materialized='view') }}

with contests as (

    select * from {{ ref('stg_contests') }}

),

samples as (

    select * from {{ ref('int_sample') }}

)

select
    contests.contest_id as contest_id,
    contests.subject as subject,
    contests.title as title,
    contests.questions as questions,
    contests.participants as participants,
    contests.attempts as attempts,
    contests.virtual_attempts as virtual_attempts,
    contests.starts_at as starts_at,
    contests.ends_at as ends_at,
    contests.cancelled_at as cancelled_at,
    contests.collected_at as collected_at,
    samples.as_of as as_of,
    contests.attempts / nullIf(contests.participants, 0) as attempts_each
from contests
cross join samples
