with submissions as (

    select * from {{ source('raw', 'submissions') }}

)

select
    submission_id,
    actor,
    "rows" as sent_rows,
    new,
    changed,
    unchanged,
    merged,
    rejected,
    held,
    submitted_at,
    release_id,
    retired,
    released_at,
    rolled_back_at,
    JSONExtract(files, 'Array(String)') as files,
    JSONExtract(subjects, 'Array(String)') as subjects
from submissions
