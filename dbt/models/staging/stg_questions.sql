with questions as (

    select * from {{ source('raw', 'questions') }}

)

select
    question_id,
    version,
    statistical_version,
    current_version,
    identity,
    subject,
    theme,
    kind,
    status,
    text,
    option_count,
    content
from questions
