{{ config(order_by='student_id') }}

with students as (

    select
        student_id,
        origin = 'simulated' as simulated,
        toDate(least(registered_at, coalesce(consented_at, registered_at)), 'Europe/Moscow') as started_on,
        toDate(consented_at, 'Europe/Moscow') as consented_on,
        toDate(registered_at, 'Europe/Moscow') as registered_on
    from {{ ref('stg_students') }}
    where origin != 'imported' and isNull(erased_at)

),

serves as (

    select
        student_id,
        min(day) as served_on
    from {{ ref('int_serve_days') }}
    group by student_id

),

days as (

    select
        student_id,
        day,
        sum(attempts) as attempts
    from {{ ref('int_student_days') }}
    group by student_id, day

),

answers as (

    select
        student_id,
        arraySort(groupArray((day, attempts))) as active_days,
        arrayCumSum(each -> each.2, active_days) as totals,
        active_days[1] .1 as answered_on,
        active_days[arrayFirstIndex(total -> total >= 10, totals)] .1 as tenth_answered_on,
        arrayFirst(each -> each.1 > answered_on and each.1 >= tenth_answered_on, active_days) .1
            as second_day_on,
        totals[-1] >= 10 as has_tenth
    from days
    group by student_id

),

-- the day of each step in its order, NULL for one not taken
steps as (

    select
        students.student_id as student_id,
        students.simulated as simulated,
        students.started_on as started_on,
        [
            students.started_on,
            students.consented_on,
            if(isNull(students.consented_on), null, greatest(students.registered_on, students.consented_on)),
            serves.served_on,
            answers.answered_on,
            if(answers.has_tenth, answers.tenth_answered_on, null),
            if(answers.second_day_on > answers.answered_on, answers.second_day_on, null)
        ] as taken_on
    from students
    left join serves on students.student_id = serves.student_id
    left join answers on students.student_id = answers.student_id

)

select
    student_id,
    cast(simulated as Bool) as simulated,
    started_on,
    toUInt8(
        arrayFirstIndex(
            (taken, previous) -> isNull(taken) or taken < previous or taken >= started_on + 14,
            arrayPushBack(taken_on, null),
            arrayPushFront(taken_on, started_on)
        ) - 1
    ) as steps_taken
from steps
