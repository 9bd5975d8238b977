with windows as (

    select * from {{ source('raw', 'loaded_windows') }}

)

select
    source,
    system_identifier,
    lo,
    hi,
    "rows" as loaded_rows,
    loaded_at,
    day_rows,
    day_checksums
from windows
