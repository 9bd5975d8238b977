with reports as (

    select * from {{ source('raw', 'reports') }}

)

select
    report_id,
    student_id,
    question_id,
    version,
    reason,
    decision,
    reported_at,
    decided_at
from reports
