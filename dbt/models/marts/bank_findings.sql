{{ config(order_by='(submission_id, file, code, level)') }}

with findings as (

    select * from {{ ref('stg_submission_findings') }}

),

submissions as (

    select * from {{ ref('stg_submissions') }}

),

samples as (

    select * from {{ ref('int_sample') }}

)

select
    findings.submission_id as submission_id,
    findings.file as file,
    findings.code as code,
    findings.level as level,
    findings.findings as findings,
    submissions.subjects as subjects,
    submissions.actor as actor,
    submissions.submitted_at as submitted_at,
    samples.as_of as as_of
from findings
inner join submissions on findings.submission_id = submissions.submission_id
cross join samples
