{{ config(materialized='view') }}

with results as (

    select * from {{ ref('stg_check_results') }}

),

copies as (

    select max(loaded_at) as as_of from {{ ref('stg_check_results') }}

),

days as (

    select
        day,
        asset,
        check_name,
        count() as evaluations,
        countIf(not passed) as failures,
        countIf(not passed and severity = 'error') as errors,
        max(evaluated_at) as last_evaluated_at,
        argMax(passed, (evaluated_at, event_id)) as last_passed
    from results
    group by day, asset, check_name

)

select
    days.day as day,
    days.asset as asset,
    days.check_name as check_name,
    days.evaluations as evaluations,
    days.failures as failures,
    days.errors as errors,
    days.last_evaluated_at as last_evaluated_at,
    days.last_passed as last_passed,
    copies.as_of as as_of
from days
cross join copies
