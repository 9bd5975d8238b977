with lines as (

    select * from {{ source('raw', 'service_logs') }}

),

files as (

    select
        file,
        max(hi) as hi
    from {{ ref('stg_loaded_logs') }}
    group by file

)

select
    lines.file as file,
    lines.offset as offset,
    lines.service as service,
    lines.at as at,
    lines.level as level,
    lines.event as event,
    lines.endpoint as endpoint,
    lines.status as status,
    lines.outcome as outcome,
    lines.milliseconds as milliseconds,
    lines.request_id as request_id,
    lines.line as line,
    toDate(lines.at, 'UTC') as day
from lines
inner join files on lines.file = files.file
where lines.offset < files.hi
