{{ config(materialized='view') }}

with answers as (

    select * from {{ ref('stg_answers') }}

)

select
    day,
    count() as answers,
    sum(answer_id) as checksum
from answers
group by day
