{{ config(materialized='view') }}

with broadcasts as (

    select * from {{ ref('stg_broadcasts') }}

),

samples as (

    select * from {{ ref('int_sample') }}

)

select
    broadcasts.broadcast_id as broadcast_id,
    broadcasts.channel as channel,
    broadcasts.title as title,
    broadcasts.state as state,
    broadcasts.recipients as recipients,
    broadcasts.sent as sent,
    broadcasts.failed as failed,
    broadcasts.waiting as waiting,
    broadcasts.created_at as created_at,
    broadcasts.started_at as started_at,
    broadcasts.finished_at as finished_at,
    samples.as_of as as_of,
    broadcasts.sent / nullIf(broadcasts.sent + broadcasts.failed, 0) as share_sent
from broadcasts
cross join samples
