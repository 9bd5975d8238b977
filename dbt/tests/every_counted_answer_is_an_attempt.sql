-- An answer to a question that the bank does not know would be lost from the mart.
with answers as (

    select sum(attempts) as total from {{ ref('int_item_answers') }}

),

stats as (

    select sum(attempts) as total from {{ ref('question_stats') }}

)

select
    answers.total as answered,
    stats.total as in_mart
from answers
cross join stats
where answers.total != stats.total
