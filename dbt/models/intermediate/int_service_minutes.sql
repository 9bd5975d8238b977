{{ config(order_by='(minute, service, endpoint)') }}

with lines as (

    select * from {{ ref('stg_service_logs') }}

),

days as (

    select
        day,
        count() as revision
    from lines
    group by day

),

stale as (

    {{ grown_days('days') }}

),

requests as (

    select
        day,
        service,
        endpoint,
        outcome,
        toStartOfMinute(toDateTime(at, 'UTC')) as minute,
        assumeNotNull(milliseconds) as took
    from lines
    where endpoint != '' and milliseconds is not null and day in (select stale.day from stale)

),

measured as (

    select
        day,
        minute,
        service,
        endpoint,
        count() as requests,
        countIf(outcome = 'failed') as errors,
        quantilesExactInclusive(0.5, 0.95, 0.99)(took) as percentiles  -- noqa: LT01
    from requests
    group by day, minute, service, endpoint

)

select
    measured.day as day,
    measured.minute as minute,
    measured.service as service,
    measured.endpoint as endpoint,
    measured.requests as requests,
    measured.errors as errors,
    stale.revision as revision,
    measured.percentiles[1] as p50,
    measured.percentiles[2] as p95,
    measured.percentiles[3] as p99
from measured
inner join stale on measured.day = stale.day
