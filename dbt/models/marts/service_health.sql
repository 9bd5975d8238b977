{{ config(materialized='view') }}

with minutes as (

    select * from {{ ref('int_service_minutes') }}

)

select
    minute,
    service,
    endpoint,
    requests,
    errors,
    p50,
    p95,
    p99
from minutes
