with runs as (

    select * from {{ source('raw', 'calibration_runs') }}

)

select
    run_id,
    subject,
    model,
    students,
    first_answers,
    ability_mean,
    ability_spread,
    loglik,
    cycles,
    converged,
    anchors,
    scale,
    shift,
    simulated,
    calibrated_at
from runs
