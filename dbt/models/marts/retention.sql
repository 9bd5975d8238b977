{{ config(order_by='(cohort_week, week)') }}

with weeks as (

    select * from {{ ref('int_student_weeks') }}

),

samples as (

    select * from {{ ref('int_sample') }}

),

cohorts as (

    select
        student_id,
        min(week) as cohort_week
    from weeks
    group by student_id

),

activity as (

    select
        cohorts.cohort_week as cohort_week,
        weeks.week as week,
        count() as active
    from weeks
    inner join cohorts on weeks.student_id = cohorts.student_id
    group by cohort_week, week

),

-- every week from that of the cohort to the present one
cells as (

    select
        cohorts.cohort_week as cohort_week,
        samples.as_of as as_of,
        samples.simulated as simulated,
        count() as students,
        toDate(samples.as_of, 'Europe/Moscow') as today,
        arrayJoin(range(toUInt32(1 + greatest(0, dateDiff('week', cohort_week, toMonday(today))))))
            as week_number,
        cohort_week + 7 * week_number as week
    from cohorts
    cross join samples
    group by cohort_week, as_of, simulated

)

select
    cells.cohort_week as cohort_week,
    cells.week as week,
    cells.students as students,
    cells.as_of as as_of,
    cells.simulated as simulated,
    toUInt32(cells.week_number) as week_number,
    if(cells.week + 7 > cells.today, null, coalesce(activity.active, 0)) as active,
    if(cells.week + 7 > cells.today, null, coalesce(activity.active, 0) / cells.students) as share
from cells
left join activity on cells.cohort_week = activity.cohort_week and cells.week = activity.week
