{{ config(order_by='(question_id, version, option_id)') }}

with choices as (

    select * from {{ ref('int_option_choices') }}

),

samples as (

    select * from {{ ref('int_sample') }}

)

select
    choices.question_id as question_id,
    choices.statistical_version as version,
    choices.option_id as option_id,
    choices.is_key as is_key,
    choices.first_answers as first_attempts,
    choices.chosen as chosen,
    {{ shown_from(10, 'choices.first_answers', 'choices.share') }} as share,
    {{ shown_from(10, 'choices.students', 'choices.share_low') }} as share_low,
    {{ shown_from(10, 'choices.students', 'choices.share_high') }} as share_high,
    {{ shown_from(50, 'choices.students', 'choices.correlation') }} as option_rest_correlation,
    samples.as_of as as_of,
    samples.simulated as simulated
from choices
cross join samples
