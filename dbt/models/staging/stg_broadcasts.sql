with broadcasts as (

    select * from {{ source('raw', 'broadcasts') }}

)

select
    broadcast_id,
    channel,
    title,
    state,
    recipients,
    sent,
    failed,
    waiting,
    created_at,
    started_at,
    finished_at
from broadcasts
