{{ config(materialized='view') }}

with minutes as (

    select * from {{ ref('int_service_minutes') }}

),

pieces as (

    select max(loaded_at) as as_of from {{ ref('stg_loaded_logs') }}

)

select
    minutes.minute as minute,
    minutes.service as service,
    minutes.endpoint as endpoint,
    minutes.requests as requests,
    minutes.errors as errors,
    minutes.p50 as p50,
    minutes.p95 as p95,
    minutes.p99 as p99,
    pieces.as_of as as_of
from minutes
cross join pieces
