with contest_results as (

    select * from {{ source('raw', 'contest_results') }}

)

select
    contest_id,
    points,
    students
from contest_results
