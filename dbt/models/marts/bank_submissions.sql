{{ config(order_by='submission_id') }}

with submissions as (

    select * from {{ ref('stg_submissions') }}

),

findings as (

    select
        submission_id,
        sumIf(findings, level = 'E') as rejections,
        sumIf(findings, level = 'G') as holds,
        sumIf(findings, level = 'W') as warnings,
        sumIf(findings, level = 'R') as repairs
    from {{ ref('stg_submission_findings') }}
    group by submission_id

),

samples as (

    select * from {{ ref('int_sample') }}

)

select
    submissions.submission_id as submission_id,
    submissions.files as files,
    submissions.subjects as subjects,
    submissions.actor as actor,
    submissions.submitted_at as submitted_at,
    submissions.sent_rows as sent_rows,
    submissions.new as new,
    submissions.changed as changed,
    submissions.unchanged as unchanged,
    submissions.merged as merged,
    submissions.rejected as rejected,
    submissions.held as held,
    submissions.release_id as release_id,
    submissions.retired as retired,
    submissions.released_at as released_at,
    submissions.rolled_back_at as rolled_back_at,
    samples.as_of as as_of,
    coalesce(findings.rejections, 0) as rejections,
    coalesce(findings.holds, 0) as holds,
    coalesce(findings.warnings, 0) as warnings,
    coalesce(findings.repairs, 0) as repairs
from submissions
left join findings on submissions.submission_id = findings.submission_id
cross join samples
