{{ config(order_by='(question_id, statistical_version)') }}

with items as (

    select * from {{ ref('int_items') }}

),

answers as (

    select * from {{ ref('int_item_answers') }}

),

seconds as (

    select * from {{ ref('int_item_seconds') }}

),

facilities as (

    select * from {{ ref('int_item_facilities') }}

),

discriminations as (

    select * from {{ ref('int_item_discriminations') }}

),

options as (

    select * from {{ ref('int_suspicious_options') }}

),

two_keys as (

    select * from {{ ref('int_two_key_items') }}

),

measured as (

    select
        items.question_id as question_id,
        items.statistical_version as statistical_version,
        items.guess_chance as guess_chance,
        answers.first_attempts as n,
        seconds.median_seconds as median_seconds,
        quantileExactInclusiveIf(0.5)(seconds.median_seconds, answers.first_attempts >= 50)  -- noqa: LT01
            over (partition by items.subject, items.kind) as usual_seconds
    from items
    inner join answers
        on items.question_id = answers.question_id and items.statistical_version = answers.statistical_version
    left join seconds
        on items.question_id = seconds.question_id and items.statistical_version = seconds.statistical_version

)

select
    measured.question_id as question_id,
    measured.statistical_version as statistical_version,
    options.proposed_option as proposed_option,
    arrayConcat(
        {{ flag('key_changed', 'two_keys.responses > 0') }},
        {{ flag('miskey_suspected', 'isNotNull(options.proposed_option)') }},
        {{ flag(
            'negative_discrimination',
            'discriminations.students >= 50 and '
            ~ 'atanh(discriminations.discrimination) + 1.959964 / sqrt(discriminations.students - 3) < 0'
        ) }},
        {{ flag(
            'below_chance',
            'facilities.facility - guess_chance < -2.326348 * sqrt(guess_chance * (1 - guess_chance) / n)'
        ) }},
        {{ flag('dead_option', 'options.dead_options > 0') }},
        {{ flag('too_easy', 'n >= 50 and facilities.facility >= 0.95') }},
        {{ flag('too_hard', 'n >= 50 and facilities.facility_corrected <= 0.05') }},
        {{ flag('slow', 'n >= 50 and median_seconds >= 3 * usual_seconds') }}
    ) as flags
from measured
left join facilities
    on
        measured.question_id = facilities.question_id
        and measured.statistical_version = facilities.statistical_version
left join discriminations
    on
        measured.question_id = discriminations.question_id
        and measured.statistical_version = discriminations.statistical_version
left join options
    on
        measured.question_id = options.question_id
        and measured.statistical_version = options.statistical_version
left join two_keys
    on
        measured.question_id = two_keys.question_id
        and measured.statistical_version = two_keys.statistical_version
