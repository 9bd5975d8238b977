create database if not exists raw;

create database if not exists staging;

create database if not exists intermediate;

create database if not exists marts;

-- Ordered by transaction: a window is read, counted and cleaned by the primary key. A day of Moscow, which the
-- marts read, is a few granules, since moments grow with transactions.
create table if not exists raw.answers (
    answer_id UInt64,
    tx UInt64,
    serve_id UUID,
    session_id UUID,
    student_id UInt64,
    question_id UInt64,
    version UInt32,
    statistical_version UInt32,
    response String,
    correct Bool,
    points UInt16,
    attempt UInt32,
    mode LowCardinality(String),
    platform LowCardinality(String),
    origin LowCardinality(String),
    seconds Nullable(Float64),
    answered_at DateTime64(3, 'UTC'),
    day Date default toDate(answered_at, 'Europe/Moscow'),
    index day day type minmax granularity 1
)
engine = MergeTree
order by (tx, answer_id);

create table if not exists raw.serves (
    serve_id UUID,
    tx UInt64,
    session_id UUID,
    student_id UInt64,
    question_id UInt64,
    version UInt32,
    selection LowCardinality(String),
    selection_reason LowCardinality(String),
    served_at DateTime64(3, 'UTC'),
    day Date default toDate(served_at, 'Europe/Moscow'),
    index day day type minmax granularity 1
)
engine = MergeTree
order by (tx, serve_id);

-- A row for the beginning of a session and one for each later change of it; the greatest `tx` is the newest.
create table if not exists raw.sessions (
    session_id UUID,
    tx UInt64,
    student_id UInt64,
    subject LowCardinality(String),
    mode LowCardinality(String),
    platform LowCardinality(String),
    filtered Bool,
    started_at DateTime64(3, 'UTC'),
    finished_at Nullable(DateTime64(3, 'UTC')),
    day Date default toDate(started_at, 'Europe/Moscow'),
    index day day type minmax granularity 1
)
engine = MergeTree
order by (tx, session_id);

-- Nothing that tells who somebody is.
create table if not exists raw.students (
    student_id UInt64,
    origin LowCardinality(String),
    subject LowCardinality(String),
    grade LowCardinality(String),
    region LowCardinality(String),
    has_telegram Bool,
    has_email Bool,
    consented_at Nullable(DateTime64(3, 'UTC')),
    registered_at DateTime64(3, 'UTC'),
    last_seen_at Nullable(DateTime64(3, 'UTC')),
    erased_at Nullable(DateTime64(3, 'UTC')),
    streak_days UInt32,
    streak_day Nullable(Date)
)
engine = MergeTree
order by student_id;

create table if not exists raw.reports (
    report_id UInt64,
    student_id UInt64,
    question_id UInt64,
    version UInt32,
    reason LowCardinality(String),
    decision LowCardinality(String),
    reported_at DateTime64(3, 'UTC'),
    decided_at Nullable(DateTime64(3, 'UTC'))
)
engine = MergeTree
order by report_id;

create table if not exists raw.question_sources (
    question_id UInt64,
    subject LowCardinality(String),
    source String
)
engine = MergeTree
order by (question_id, source);

-- Counts only: who got a message is not copied.
create table if not exists raw.broadcasts (
    broadcast_id UInt64,
    channel LowCardinality(String),
    title String,
    state LowCardinality(String),
    recipients UInt64,
    sent UInt64,
    failed UInt64,
    waiting UInt64,
    created_at DateTime64(3, 'UTC'),
    started_at Nullable(DateTime64(3, 'UTC')),
    finished_at Nullable(DateTime64(3, 'UTC'))
)
engine = MergeTree
order by (broadcast_id, channel);

-- Of questions and points nothing is copied before a contest is over.
create table if not exists raw.contests (
    contest_id UInt64,
    subject LowCardinality(String),
    title String,
    questions UInt64,
    participants UInt64,
    attempts UInt64,
    virtual_attempts UInt64,
    starts_at DateTime64(3, 'UTC'),
    ends_at DateTime64(3, 'UTC'),
    cancelled_at Nullable(DateTime64(3, 'UTC')),
    collected_at Nullable(DateTime64(3, 'UTC'))
)
engine = MergeTree
order by contest_id;

create table if not exists raw.contest_questions (
    contest_id UInt64,
    place UInt16,
    question_id UInt64,
    version UInt32,
    points UInt16,
    shown UInt64,
    answered UInt64,
    correct UInt64
)
engine = MergeTree
order by (contest_id, place);

create table if not exists raw.contest_results (
    contest_id UInt64,
    points Int32,
    students UInt64
)
engine = MergeTree
order by (contest_id, points);

-- `files` and `subjects` are JSON.
create table if not exists raw.submissions (
    submission_id UInt64,
    files String,
    actor String,
    subjects String,
    "rows" UInt32,
    new UInt32,
    changed UInt32,
    unchanged UInt32,
    merged UInt32,
    rejected UInt32,
    held UInt32,
    submitted_at DateTime64(3, 'UTC'),
    release_id Nullable(UInt64),
    retired UInt32,
    released_at Nullable(DateTime64(3, 'UTC')),
    rolled_back_at Nullable(DateTime64(3, 'UTC'))
)
engine = MergeTree
order by submission_id;

create table if not exists raw.submission_findings (
    submission_id UInt64,
    file String,
    code LowCardinality(String),
    level LowCardinality(String),
    findings UInt32
)
engine = MergeTree
order by (submission_id, file, code);

-- Students who are gone and whose answers have become those of a tombstone in every table above.
create table if not exists raw.erasures (
    student_id UInt64,
    tombstone_id UInt64
)
engine = MergeTree
order by student_id;

-- What was last copied whole; `fingerprint` changes with any row of what it was read from.
create table if not exists raw.snapshots (
    name LowCardinality(String),
    fingerprint String,
    "rows" UInt64,
    taken_at DateTime64(6, 'UTC') default now64(6, 'UTC')
)
engine = MergeTree
order by (name, taken_at);

create table if not exists raw.questions (
    question_id UInt64,
    version UInt32,
    statistical_version UInt32,
    current_version UInt32,
    identity String,
    subject LowCardinality(String),
    theme LowCardinality(String),
    kind LowCardinality(String),
    status LowCardinality(String),
    text String,
    option_count UInt8,
    content String
)
engine = MergeTree
order by (question_id, version);

-- A line of log by its file and place in it; `endpoint` is a method and a route, a handler of the bot or a job.
-- It is kept for 90 days after it was copied; what the minutes of the services say of it stays.
create table if not exists raw.service_logs (
    file LowCardinality(String),
    offset UInt64,
    service LowCardinality(String),
    at DateTime64(3, 'UTC'),
    level LowCardinality(String),
    event String,
    endpoint LowCardinality(String),
    status Nullable(UInt16),
    outcome LowCardinality(String),
    milliseconds Nullable(Float64),
    request_id String,
    line String,
    loaded_on Date default toDate(now('UTC'))
)
engine = MergeTree
partition by toDate(at)
order by (file, offset)
ttl loaded_on + interval 90 day
settings ttl_only_drop_parts = 1;

-- Appended last: lines of a file at or above its greatest `hi` are leftovers that nobody reads. `malformed` lines
-- were no JSON objects of ours.
create table if not exists raw.loaded_logs (
    file LowCardinality(String),
    lo UInt64,
    hi UInt64,
    "rows" UInt64,
    malformed UInt64,
    loaded_at DateTime64(3, 'UTC') default now64(3, 'UTC')
)
engine = MergeTree
order by (file, hi);

-- What a check of an asset found: an event of a run in Dagster. `details` are JSON. Events of a log that began anew
-- repeat ids, never ids and runs. It is kept for 90 days after it was copied.
create table if not exists raw.check_results (
    event_id UInt64,
    run_id String,
    asset LowCardinality(String),
    check_name LowCardinality(String),
    passed Bool,
    severity LowCardinality(String),
    blocking Bool,
    description String,
    details String,
    evaluated_at DateTime64(3, 'UTC'),
    loaded_at DateTime64(3, 'UTC') default now64(3, 'UTC'),
    index evaluated_at evaluated_at type minmax granularity 1
)
engine = MergeTree
order by event_id
ttl toDateTime(loaded_at) + interval 90 day;

-- Statistics that reached PostgreSQL, with the answers `lo <= tx < hi` that were in none before, imported ones
-- left out. Seconds from an answer to its publication.
create table if not exists raw.publications (
    run_id String,
    lo UInt64,
    hi UInt64,
    as_of DateTime64(3, 'UTC'),
    published_at DateTime64(3, 'UTC'),
    answers UInt64,
    seconds_median Float64,
    seconds_p95 Float64,
    seconds_longest Float64
)
engine = MergeTree
order by (published_at);

-- Parameters of the items of a subject by one model; runs that `raw.calibration_runs` does not know are
-- leftovers that nobody reads.
create table if not exists raw.calibrations (
    run_id String,
    subject LowCardinality(String),
    model LowCardinality(String),
    question_id UInt64,
    version UInt32,
    first_answers UInt64,
    difficulty Float64,
    difficulty_se Nullable(Float64),
    slope Float64,
    slope_se Nullable(Float64),
    infit Nullable(Float64),
    outfit Nullable(Float64)
)
engine = MergeTree
order by (run_id, subject, model, question_id, version);

-- Appended last. The scale is that of the run before, reached by scale * difficulty + shift, which so many
-- stable questions as `anchors` gave. With none a new scale began.
create table if not exists raw.calibration_runs (
    run_id String,
    subject LowCardinality(String),
    model LowCardinality(String),
    students UInt64,
    first_answers UInt64,
    ability_mean Float64,
    ability_spread Float64,
    loglik Float64,
    cycles UInt32,
    converged Bool,
    anchors UInt32,
    scale Float64,
    shift Float64,
    simulated Bool,
    calibrated_at DateTime64(3, 'UTC') default now64(3, 'UTC')
)
engine = MergeTree
order by (subject, model, calibrated_at);

-- Appended last: rows at or above the greatest `hi` of their source are leftovers that nobody reads.
-- By the day in Moscow, as PostgreSQL counted them. A window without transactions says that rows of its days
-- have changed.
create table if not exists raw.loaded_windows (
    source LowCardinality(String),
    system_identifier String,
    lo UInt64,
    hi UInt64,
    rows UInt64,
    loaded_at DateTime64(3, 'UTC'),
    day_rows Map(Date, UInt64),
    day_checksums Map(Date, UInt64)
)
engine = MergeTree
order by (source, hi);

alter table raw.answers
    modify column if exists seconds Nullable(Float64),
    add column if not exists day Date default toDate(answered_at, 'Europe/Moscow'),
    add index if not exists day day type minmax granularity 1;

alter table raw.service_logs
    add column if not exists loaded_on Date default toDate(now('UTC'));

alter table raw.service_logs
    modify setting ttl_only_drop_parts = 1;

alter table raw.service_logs
    modify ttl loaded_on + interval 90 day settings materialize_ttl_after_modify = 0;

alter table raw.students
    add column if not exists streak_days UInt32,
    add column if not exists streak_day Nullable(Date);

alter table raw.loaded_windows
    add column if not exists day_rows Map(Date, UInt64),
    add column if not exists day_checksums Map(Date, UInt64);
