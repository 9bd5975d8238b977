-- An answer to a question that the bank does not know would be lost from the statistics of questions.
with activity as (

    select sum(answers) as total from {{ ref('daily_activity') }}

),

stats as (

    select sum(attempts) as total from {{ ref('question_stats') }}

)

select
    activity.total as answered,
    stats.total as in_statistics
from activity
cross join stats
where activity.total != stats.total
