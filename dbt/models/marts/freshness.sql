{{ config(materialized='view') }}

with publications as (

    select * from {{ ref('stg_publications') }}

)

select
    run_id,
    as_of,
    published_at,
    answers,
    seconds_median,
    seconds_p95,
    seconds_longest
from publications
