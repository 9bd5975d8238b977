{{ config(order_by='(subject, student_id)') }}

with themes as (

    select * from {{ ref('int_student_themes') }}

),

-- beta-binomial by moments over the themes of one student
moments as (

    select
        themes.student_id,
        themes.subject,
        sum(themes.attempts) as attempts,
        sum(themes.right_attempts) as right_attempts,
        sum(themes.first_attempts) as first_attempts,
        sum(themes.right_answers) as right_answers,
        sum(themes.guesses) as guesses,
        min(themes.first_day) as first_day,
        max(themes.last_answered_at) as last_answered_at,
        countIf(themes.first_attempts > 0) as answered_themes,
        sumIf(pow(themes.right_answers, 2) / themes.first_attempts, themes.first_attempts > 0) as squares
    from themes
    group by themes.student_id, themes.subject

),

spreads as (

    select
        *,
        right_answers / nullIf(first_attempts, 0) as mean,
        answered_themes * mean * (1 - mean) / nullIf(first_attempts, 0) as noise,
        squares / nullIf(first_attempts, 0) - pow(mean, 2) - noise as spread
    from moments

)

select
    student_id,
    subject,
    attempts,
    right_attempts,
    first_attempts,
    right_answers,
    guesses,
    first_day,
    last_answered_at,
    mean,
    if(spread > 0, least(greatest(mean * (1 - mean) / spread - 1, 0.5), 500.), 500.) as strength
from spreads
