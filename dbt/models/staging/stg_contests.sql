with contests as (

    select * from {{ source('raw', 'contests') }}

)

select
    contest_id,
    subject,
    title,
    questions,
    participants,
    attempts,
    virtual_attempts,
    starts_at,
    ends_at,
    cancelled_at,
    collected_at
from contests
