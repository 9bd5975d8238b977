{{ config(materialized='view') }}

with hours as (

    select * from {{ ref('int_activity_hours') }}

),

samples as (

    select * from {{ ref('int_sample') }}

)

select
    hours.day as day,
    hours.hour as hour,
    hours.subject as subject,
    hours.platform as platform,
    hours.students as students,
    hours.attempts as answers,
    hours.right_attempts as correct,
    samples.as_of as as_of,
    samples.simulated as simulated,
    toTimeZone(toDateTime(hours.day, 'Europe/Moscow') + toIntervalHour(hours.hour), 'UTC') as began_at
from hours
inner join samples on hours.simulated = samples.simulated
