{{ config(materialized='view') }}

with windows as (

    select * from {{ ref('stg_loaded_windows') }}

),

window_days as (

    select
        source,
        day,
        rows_of_day,
        day_checksums[day] as checksum_of_day,
        cityHash64(lo, hi, loaded_at) as stamp
    from windows
    array join mapKeys(day_rows) as day, mapValues(day_rows) as rows_of_day

)

select
    source,
    day,
    sum(rows_of_day) as loaded_rows,
    sum(checksum_of_day) as checksum,
    sum(stamp) as revision
from window_days
group by source, day
