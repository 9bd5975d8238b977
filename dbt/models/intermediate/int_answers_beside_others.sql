{{ config(materialized='view') }}

with first_answers as (

    select * from {{ ref('int_first_answers') }}

),

students as (

    select * from {{ ref('int_student_scores') }}

)

select
    first_answers.question_id as question_id,
    first_answers.statistical_version as statistical_version,
    first_answers.correct as correct,
    {{ chosen_options('first_answers.response') }} as chosen,
    -- the mean, not the sum: everybody sees another set of questions
    if(
        students.first_attempts > 1,
        (students.right_answers - first_answers.correct) / (students.first_attempts - 1),
        null
    ) as mean_of_others
from first_answers
inner join students
    on first_answers.student_id = students.student_id and first_answers.subject = students.subject
