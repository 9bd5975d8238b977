with students as (

    select * from {{ source('raw', 'students') }}

)

select
    student_id,
    origin,
    subject,
    grade,
    region,
    has_telegram,
    has_email,
    consented_at,
    registered_at,
    last_seen_at,
    erased_at,
    streak_days,
    streak_day
from students
