{{ config(order_by='(question_id, statistical_version)') }}

with runs as (

    select * from {{ ref('stg_calibration_runs') }}

),

samples as (

    select * from {{ ref('int_sample') }}

),

calibrations as (

    select * from {{ ref('stg_calibrations') }}

),

newest as (

    select
        subject,
        model,
        argMax(run_id, calibrated_at) as run_id
    from runs
    where simulated = (select samples.simulated from samples)
    group by subject, model

),

parameters as (

    select calibrations.*
    from calibrations
    inner join newest
        on
            calibrations.run_id = newest.run_id
            and calibrations.subject = newest.subject
            and calibrations.model = newest.model

)

select
    question_id,
    statistical_version,
    maxIf(first_answers, model = 'rasch') as first_answers,
    anyIf(toNullable(difficulty), model = 'rasch') as difficulty,
    anyIf(difficulty_se, model = 'rasch') as difficulty_se,
    anyIf(infit, model = 'rasch') as infit,
    anyIf(outfit, model = 'rasch') as outfit,
    anyIf(toNullable(slope), model = '2pl') as slope,
    anyIf(slope_se, model = '2pl') as slope_se
from parameters
group by question_id, statistical_version
