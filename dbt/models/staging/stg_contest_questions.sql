with contest_questions as (

    select * from {{ source('raw', 'contest_questions') }}

)

select
    contest_id,
    place,
    question_id,
    version,
    points,
    shown,
    answered,
    correct
from contest_questions
