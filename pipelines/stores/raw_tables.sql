create database if not exists raw;

create database if not exists staging;

create database if not exists intermediate;

create database if not exists marts;

-- Ordered by transaction: a window is read, counted and cleaned by the primary key.
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
    seconds Float64,
    answered_at DateTime64(3, 'UTC')
)
engine = MergeTree
order by (tx, answer_id);

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

-- Appended last: rows at or above the greatest `hi` of their source are leftovers that nobody reads.
create table if not exists raw.loaded_windows (
    source LowCardinality(String),
    system_identifier String,
    lo UInt64,
    hi UInt64,
    rows UInt64,
    loaded_at DateTime64(3, 'UTC')
)
engine = MergeTree
order by (source, hi);
