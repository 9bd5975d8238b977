{{ config(order_by='student_id') }}

with days as (

    select * from {{ ref('int_days') }}
    where source = 'serves'

),

stale as (

    {{ stale_days('days') }}

),

serves as (

    select * from {{ ref('stg_serves') }}
    where day in (select stale.day from stale)

),

counted as (

    select
        day,
        student_id,
        count() as serves,
        min(served_at) as first_served_at
    from serves
    group by day, student_id

)

select
    counted.day as day,
    counted.student_id as student_id,
    counted.serves as serves,
    counted.first_served_at as first_served_at,
    stale.revision as revision
from counted
inner join stale on counted.day = stale.day
