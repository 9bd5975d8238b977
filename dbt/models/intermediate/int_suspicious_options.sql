{{ config(order_by='(question_id, statistical_version)') }}

with options as (

    select * from {{ ref('int_option_choices') }}

),

-- an option that everybody chose correlates with nothing, a key that nobody chose with less than that
better_than_the_key as (

    select
        right_options.question_id as question_id,
        right_options.statistical_version as statistical_version,
        argMax(wrong_options.option_id, coalesce(wrong_options.correlation, 0)) as proposed_option
    from options as right_options
    inner join options as wrong_options
        on
            right_options.question_id = wrong_options.question_id
            and right_options.statistical_version = wrong_options.statistical_version
    where
        right_options.is_key
        and not wrong_options.is_key
        and right_options.students >= 50
        and wrong_options.chosen_by_best > right_options.chosen_by_best
        and coalesce(wrong_options.correlation, 0) > coalesce(right_options.correlation, -1)
    group by right_options.question_id, right_options.statistical_version

),

dead as (

    select
        question_id,
        statistical_version,
        countIf(not is_key and first_answers >= 100 and share < 0.05) as options
    from options
    group by question_id, statistical_version

)

select
    dead.question_id as question_id,
    dead.statistical_version as statistical_version,
    dead.options as dead_options,
    better_than_the_key.proposed_option as proposed_option
from dead
left join better_than_the_key
    on
        dead.question_id = better_than_the_key.question_id
        and dead.statistical_version = better_than_the_key.statistical_version
