{{ config(order_by='position') }}

with students as (

    select * from {{ ref('int_student_funnels') }}

),

samples as (

    select * from {{ ref('int_sample') }}

),

steps as (

    select
        arrayJoin(arrayEnumerate(names)) as position,
        [
            'started',
            'consented',
            'registered',
            'first_question',
            'first_answer',
            'tenth_answer',
            'second_day'
        ] as names,
        names[position] as step

),

taken as (

    select
        arrayJoin(range(1, steps_taken + 1)) as position,
        count() as students
    from students
    where simulated = (select samples.simulated from samples)
    group by position

),

counts as (

    select
        steps.position as position,
        steps.step as step,
        coalesce(taken.students, 0) as students,
        first_value(students) over (order by position) as started,
        lagInFrame(students, 1, students) over (
            order by position rows between unbounded preceding and unbounded following
        ) as before
    from steps
    left join taken on steps.position = taken.position

)

select
    counts.step as step,
    counts.students as students,
    samples.as_of as as_of,
    samples.simulated as simulated,
    toUInt8(counts.position) as position,
    counts.students / nullIf(counts.started, 0) as share_of_started,
    counts.students / nullIf(counts.before, 0) as share_of_previous
from counts
cross join samples
