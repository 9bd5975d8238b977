{{ config(order_by='(subject, mode, platform)') }}

with days as (

    select * from {{ ref('int_days') }}
    where source = 'sessions'

),

stale as (

    {{ stale_days('days') }}

),

sessions as (

    select * from {{ ref('stg_sessions') }}
    where day in (select stale.day from stale)

),

-- a session is read again when it changes
newest as (

    select * from sessions
    order by tx desc
    limit 1 by session_id

),

students as (

    select * from {{ ref('stg_students') }}

),

counted as (

    select
        newest.day as day,
        newest.subject as subject,
        newest.mode as mode,
        newest.platform as platform,
        coalesce(students.origin, '') = 'simulated' as simulated,
        count() as sessions,
        countIf(isNotNull(newest.finished_at)) as finished_sessions
    from newest
    left join students on newest.student_id = students.student_id
    group by day, subject, mode, platform, simulated

)

select
    counted.day as day,
    counted.subject as subject,
    counted.mode as mode,
    counted.platform as platform,
    counted.sessions as sessions,
    counted.finished_sessions as finished_sessions,
    stale.revision as revision,
    cast(counted.simulated as Bool) as simulated
from counted
inner join stale on counted.day = stale.day
