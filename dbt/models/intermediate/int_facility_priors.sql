{{ config(order_by='(subject, kind)') }}

with items as (

    select * from {{ ref('int_items') }}

),

answers as (

    select * from {{ ref('int_item_answers') }}

),

pools as (

    select
        items.subject,
        items.kind,
        grouping(items.subject, items.kind) > 0 as is_global,
        count() as questions,
        sum(answers.first_attempts) as total,
        sum(answers.right_answers) / total as mean,
        sum(pow(answers.right_answers, 2) / answers.first_attempts) / total - pow(mean, 2) as variance,
        questions * mean * (1 - mean) / total as noise
    from items
    inner join answers
        on items.question_id = answers.question_id and items.statistical_version = answers.statistical_version
    where answers.first_attempts > 0
    group by grouping sets ((items.subject, items.kind), ())

),

priors as (

    select
        subject,
        kind,
        is_global,
        questions,
        mean,
        variance - noise as spread,
        if(spread > 0, least(greatest(mean * (1 - mean) / spread - 1, 0.5), 500.), 500.) as strength
    from pools

)

select
    own.subject,
    own.kind,
    own.questions < 50 as is_global,
    if(own.questions < 50, everything.questions, own.questions) as questions,
    if(own.questions < 50, everything.mean, own.mean) as mean,
    if(own.questions < 50, everything.strength, own.strength) as strength
from priors as own
cross join priors as everything
where everything.is_global and not own.is_global
