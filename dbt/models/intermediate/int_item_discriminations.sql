{{ config(order_by='(question_id, statistical_version)') }}

with first_answers as (

    select * from {{ ref('int_first_answers') }}

),

students as (

    select * from {{ ref('int_student_subjects') }}

),

-- the mean, not the sum: everybody sees another set of questions
beside_others as (

    select
        first_answers.question_id,
        first_answers.statistical_version,
        toFloat64(first_answers.correct) as answer,
        (students.right_answers - first_answers.correct) / (students.first_attempts - 1) as mean_of_others
    from first_answers
    inner join students
        on first_answers.student_id = students.student_id and first_answers.subject = students.subject
    where students.first_attempts > 1

)

select
    question_id,
    statistical_version,
    count() as students,
    if(
        min(answer) = max(answer) or min(mean_of_others) = max(mean_of_others),
        null,
        corrStable(answer, mean_of_others)
    ) as discrimination
from beside_others
group by question_id, statistical_version
