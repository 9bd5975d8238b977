with answers as (

    select * from {{ source('raw', 'answers') }}

),

windows as (

    select * from {{ ref('stg_loaded_windows') }}

),

watermark as (

    select max(hi) as tx
    from windows
    where source = 'answers'

)

select
    answer_id,
    session_id,
    student_id,
    question_id,
    version,
    statistical_version,
    response,
    correct,
    points,
    attempt,
    mode,
    platform,
    origin,
    seconds,
    answered_at,
    day
from answers
where tx < (select watermark.tx from watermark)
