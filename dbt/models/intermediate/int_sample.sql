{{ config(order_by='as_of') }}

with items as (

    select * from {{ ref('int_item_days') }}

),

windows as (

    select * from {{ ref('stg_loaded_windows') }}
    where source = 'answers'

),

moments as (

    select if(count() = 0, now64(3, 'UTC'), max(loaded_at)) as as_of from windows

),

origins as (

    select count() > 0 and min(simulated) as simulated from items

)

select
    moments.as_of,
    toBool(origins.simulated) as simulated
from moments
cross join origins
