with calibrations as (

    select * from {{ source('raw', 'calibrations') }}

)

select
    run_id,
    subject,
    model,
    question_id,
    version as statistical_version,
    first_answers,
    difficulty,
    difficulty_se,
    slope,
    slope_se,
    infit,
    outfit
from calibrations
