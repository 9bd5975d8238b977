with findings as (

    select * from {{ source('raw', 'submission_findings') }}

)

select
    submission_id,
    file,
    code,
    level,
    findings
from findings
