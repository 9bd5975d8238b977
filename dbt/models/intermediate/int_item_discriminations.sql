{{ config(order_by='(question_id, statistical_version)', tags=['whole_history']) }}

with beside_others as (

    select * from {{ ref('int_answers_beside_others') }}

)

select
    question_id,
    statistical_version,
    count() as students,
    if(
        min(correct) = max(correct) or min(mean_of_others) = max(mean_of_others),
        null,
        corrStable(toFloat64(correct), assumeNotNull(mean_of_others))
    ) as discrimination,
    avg(assumeNotNull(mean_of_others)) as others_mean,
    stddevPopStable(assumeNotNull(mean_of_others)) as others_deviation,
    quantilesExact(1 / 3, 2 / 3, 0.73)(assumeNotNull(mean_of_others)) as cuts  -- noqa: LT01
from beside_others
where mean_of_others is not null
group by question_id, statistical_version
