{{ config(order_by='(question_id, statistical_version)') }}

with versions as (

    select * from {{ ref('stg_questions') }}

),

first_versions as (

    select * from versions
    where version = statistical_version

)

select
    question_id,
    statistical_version,
    subject,
    theme,
    kind,
    option_count,
    multiIf(
        kind = 'yes_no', 1 / 2,
        kind = 'one' and option_count > 1, 1 / option_count,
        kind = 'multiple' and option_count > 0, 1 / (pow(2, option_count) - 1),
        0
    ) as guess_chance
from first_versions
