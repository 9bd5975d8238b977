with results as (

    select * from {{ source('raw', 'check_results') }}

)

select
    event_id,
    run_id,
    asset,
    check_name,
    passed,
    severity,
    blocking,
    description,
    details,
    evaluated_at,
    loaded_at,
    toDate(evaluated_at, 'Europe/Moscow') as day
from results
