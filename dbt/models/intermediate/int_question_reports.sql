{{ config(materialized='view') }}

with reports as (

    select * from {{ ref('stg_reports') }}

)

select
    question_id,
    count() as reports,
    countIf(isNull(decided_at)) as open_reports
from reports
group by question_id
