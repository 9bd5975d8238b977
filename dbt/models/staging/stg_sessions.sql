with sessions as (

    select * from {{ source('raw', 'sessions') }}

),

windows as (

    select * from {{ ref('stg_loaded_windows') }}

),

watermark as (

    select max(hi) as tx
    from windows
    where source = 'sessions'

)

select
    session_id,
    tx,
    student_id,
    subject,
    mode,
    platform,
    filtered,
    started_at,
    finished_at,
    day
from sessions
where tx < (select watermark.tx from watermark)
