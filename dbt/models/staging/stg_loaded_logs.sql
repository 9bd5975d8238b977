with pieces as (

    select * from {{ source('raw', 'loaded_logs') }}

)

select
    file,
    lo,
    hi,
    "rows" as loaded_rows,
    malformed,
    loaded_at
from pieces
