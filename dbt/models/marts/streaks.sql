{{ config(materialized='view') }}

with students as (

    select * from {{ ref('stg_students') }}
    where streak_days > 0 and origin != 'imported' and isNull(erased_at)

),

samples as (

    select * from {{ ref('int_sample') }}

)

select
    students.streak_days as days,
    samples.as_of as as_of,
    samples.simulated as simulated,
    count() as students,
    countIf(students.streak_day >= toDate(samples.as_of, 'Europe/Moscow') - 1) as standing
from students
cross join samples
where (students.origin = 'simulated') = samples.simulated
group by days, as_of, simulated
