with question_sources as (

    select * from {{ source('raw', 'question_sources') }}

)

select
    question_id,
    subject,
    source
from question_sources
