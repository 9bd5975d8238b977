{{ config(order_by='day') }}

with counted as (

    select * from {{ ref('int_days') }}
    where source = 'answers'

),

raw_days as (

    select * from {{ ref('int_raw_days') }}

),

item_days as (

    select * from {{ ref('int_item_days') }}

),

activity as (

    select * from {{ ref('daily_activity') }}

),

samples as (

    select * from {{ ref('int_sample') }}

),

-- of simulated students, once others have answered
left_out_days as (

    select
        day,
        sum(attempts) as answers
    from item_days
    where simulated != (select samples.simulated from samples)
    group by day

),

mart_days as (

    select
        day,
        sum(answers) as answers
    from activity
    group by day

),

days as (

    select day from counted
    union distinct
    select day from raw_days
    union distinct
    select day from mart_days

),

counts as (

    select
        days.day as day,
        coalesce(counted.loaded_rows, 0) as in_postgres,
        coalesce(raw_days.answers, 0) as in_raw,
        coalesce(mart_days.answers, 0) as in_marts,
        coalesce(left_out_days.answers, 0) as left_out,
        coalesce(counted.checksum, 0) = coalesce(raw_days.checksum, 0) as same_answers
    from days
    left join counted on days.day = counted.day
    left join raw_days on days.day = raw_days.day
    left join mart_days on days.day = mart_days.day
    left join left_out_days on days.day = left_out_days.day

)

select
    counts.day as day,
    counts.in_postgres as in_postgres,
    counts.in_raw as in_raw,
    counts.in_marts as in_marts,
    counts.left_out as left_out,
    samples.as_of as as_of,
    toBool(counts.same_answers) as same_answers,
    toUInt64(
        abs(toInt64(counts.in_postgres) - toInt64(counts.in_raw))
        + abs(toInt64(counts.in_raw) - toInt64(counts.left_out) - toInt64(counts.in_marts))
    ) as difference
from counts
cross join samples
