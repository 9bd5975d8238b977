{{ config(order_by='(question_id, statistical_version, option_id)', tags=['whole_history']) }}

with options as (

    select * from {{ ref('int_item_options') }}

),

answers as (

    select * from {{ ref('int_answers_beside_others') }}

),

items as (

    select * from {{ ref('int_item_discriminations') }}

),

placed as (

    select
        answers.question_id as question_id,
        answers.statistical_version as statistical_version,
        answers.chosen as chosen,
        answers.mean_of_others as mean_of_others,
        answers.mean_of_others <= items.cuts[1] as in_low_third,
        answers.mean_of_others >= items.cuts[2] as in_high_third,
        answers.mean_of_others >= items.cuts[3] as in_high_tail
    from answers
    left join items
        on answers.question_id = items.question_id and answers.statistical_version = items.statistical_version

),

asked as (

    select
        question_id,
        statistical_version,
        count() as total,
        countIf(in_low_third) as low_third,
        countIf(in_high_third) as high_third
    from placed
    group by question_id, statistical_version

),

choices as (

    select
        question_id,
        statistical_version,
        arrayJoin(chosen) as option_id,
        count() as total,
        count(mean_of_others) as known,
        avg(mean_of_others) as others_mean,
        countIf(in_low_third) as low_third,
        countIf(in_high_third) as high_third,
        countIf(in_high_tail) as high_tail
    from placed
    group by question_id, statistical_version, option_id

)

select
    options.question_id as question_id,
    options.statistical_version as statistical_version,
    options.option_id as option_id,
    options.is_key as is_key,
    coalesce(asked.total, 0) as first_answers,
    coalesce(items.students, 0) as students,
    coalesce(choices.total, 0) as chosen,
    coalesce(choices.total, 0) / nullIf(asked.total, 0) as share,
    coalesce(choices.low_third, 0) / nullIf(asked.low_third, 0) as share_low,
    coalesce(choices.high_third, 0) / nullIf(asked.high_third, 0) as share_high,
    coalesce(choices.high_tail, 0) as chosen_by_best,
    -- Pearson's, as choosing is 0 or 1
    (choices.others_mean - items.others_mean) / nullIf(items.others_deviation, 0)
    * sqrt(choices.known / nullIf(items.students - choices.known, 0)) as correlation
from options
left join asked
    on options.question_id = asked.question_id and options.statistical_version = asked.statistical_version
left join items
    on options.question_id = items.question_id and options.statistical_version = items.statistical_version
left join choices
    on
        options.question_id = choices.question_id
        and options.statistical_version = choices.statistical_version
        and options.option_id = choices.option_id
