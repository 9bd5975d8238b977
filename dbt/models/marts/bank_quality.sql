{{ config(order_by='subject') }}

with current_questions as (

    select * from {{ ref('stg_questions') }}
    where version = current_version

),

stats as (

    select * from {{ ref('question_stats') }}

),

reported as (

    select * from {{ ref('int_question_reports') }}

),

question_sources as (

    select * from {{ ref('stg_question_sources') }}

),

samples as (

    select * from {{ ref('int_sample') }}

),

sourced as (

    select
        subject,
        uniqExact(source) as sources
    from question_sources
    group by subject

),

banks as (

    select
        current_questions.subject as subject,
        countIf(current_questions.status = 'live') as questions,
        countIf(current_questions.status = 'held') as held,
        countIf(current_questions.status = 'quarantined') as quarantined,
        countIf(current_questions.status = 'retired') as retired,
        uniqExactIf(current_questions.theme, current_questions.status = 'live') as themes,
        countIf(current_questions.status = 'live' and stats.attempts > 0) as answered,
        countIf(current_questions.status = 'live' and stats.first_attempts >= 30) as with_enough_answers,
        countIf(current_questions.status = 'live' and stats.first_attempts >= 500) as stable,
        countIf(current_questions.status = 'live' and length(stats.flags) > 0) as flagged,
        countIf(reported.reports > 0) as reported,
        sum(coalesce(reported.reports, 0)) as reports,
        sum(coalesce(reported.open_reports, 0)) as open_reports
    from current_questions
    left join stats
        on
            current_questions.question_id = stats.question_id
            and current_questions.statistical_version = stats.version
    left join reported on current_questions.question_id = reported.question_id
    group by subject

)

select
    banks.subject as subject,
    banks.questions as questions,
    banks.held as held,
    banks.quarantined as quarantined,
    banks.retired as retired,
    banks.themes as themes,
    banks.answered as answered,
    banks.with_enough_answers as with_enough_answers,
    banks.stable as stable,
    banks.flagged as flagged,
    banks.reported as reported,
    banks.reports as reports,
    banks.open_reports as open_reports,
    samples.as_of as as_of,
    samples.simulated as simulated,
    coalesce(sourced.sources, 0) as sources
from banks
left join sourced on banks.subject = sourced.subject
cross join samples
