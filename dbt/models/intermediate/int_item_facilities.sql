{{ config(order_by='(question_id, statistical_version)') }}

with items as (

    select * from {{ ref('int_items') }}

),

answers as (

    select * from {{ ref('int_item_answers') }}

),

priors as (

    select * from {{ ref('int_facility_priors') }}

),

two_keys as (

    select * from {{ ref('int_two_key_items') }}

),

counts as (

    select
        items.question_id as question_id,
        items.statistical_version as statistical_version,
        items.guess_chance as guess_chance,
        answers.right_answers as c,
        answers.first_attempts as n,
        priors.mean as m,
        priors.strength as k,
        3.841458820694124 as z_squared
    from items
    inner join answers
        on items.question_id = answers.question_id and items.statistical_version = answers.statistical_version
    inner join priors
        on items.subject = priors.subject and items.kind = priors.kind
    where
        answers.first_attempts >= 10
        and (items.question_id, items.statistical_version) not in (
            select (two_keys.question_id, two_keys.statistical_version) from two_keys
        )

),

intervals as (

    select
        *,
        c / n as p,
        (c + z_squared / 2) / (n + z_squared) as centre,
        sqrt(z_squared * (c * (n - c) / n + z_squared / 4)) / (n + z_squared) as margin
    from counts

)

select
    question_id,
    statistical_version,
    p as facility,
    -- where all or none are right the end is p itself, which rounding would miss
    least(p, greatest(0., centre - margin)) as facility_low,
    greatest(p, least(1., centre + margin)) as facility_high,
    (p - guess_chance) / (1 - guess_chance) as facility_corrected,
    (c + k * m) / (n + k) as facility_shrunk
from intervals
