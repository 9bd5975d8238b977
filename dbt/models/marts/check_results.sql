{{ config(materialized='view') }}

with results as (

    select * from {{ ref('stg_check_results') }}

),

copies as (

    select max(loaded_at) as as_of from {{ ref('stg_check_results') }}

)

select
    results.event_id as event_id,
    results.evaluated_at as evaluated_at,
    results.asset as asset,
    results.check_name as check_name,
    results.passed as passed,
    results.severity as severity,
    results.blocking as blocking,
    results.description as description,
    results.details as details,
    results.run_id as run_id,
    copies.as_of as as_of
from results
cross join copies
