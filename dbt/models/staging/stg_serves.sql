with serves as (

    select * from {{ source('raw', 'serves') }}

),

windows as (

    select * from {{ ref('stg_loaded_windows') }}

),

watermark as (

    select max(hi) as tx
    from windows
    where source = 'serves'

)

select
    serve_id,
    session_id,
    student_id,
    question_id,
    version,
    selection,
    selection_reason,
    served_at,
    day
from serves
where tx < (select watermark.tx from watermark)
