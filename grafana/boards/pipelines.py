from grafana.building.boards import Board, Next, Shown
from grafana.building.charts import bars_in_time, columns, lines

DAY = "select toDateTime(day, 'Europe/Moscow') as time"
DAYS = "from marts.reconciliation where $__dateFilter(day) order by time"
JOB = "select minute as time, endpoint"
JOBS = (
    "from marts.service_health where service = 'pipelines' and $__timeFilter(minute) order by time, endpoint"
)

PIPELINES = Board(
    name="pipelines",
    title="Pipelines",
    explains="Whether every answer arrived, and when, and what the checks found.",
    variables=(),
    since="now-30d",
    panels=(
        Shown(
            "Freshness",
            "From an answer to the moment when training could read what it tells: half of a publication's "
            "answers, 95 % "
            "and all of them.",
            "select published_at as time, seconds_median, seconds_p95, seconds_longest from marts.freshness "
            "where $__timeFilter(published_at) order by time",
            lines("s", "${__field.name}"),
            Next("Are the services slow, too?", "service_health"),
        ),
        Shown(
            "Answers that are missing",
            "Difference between what PostgreSQL, the raw table and the marts count; must be 0 on every day.",
            f"{DAY}, difference {DAYS}",
            bars_in_time("short", "${__field.name}"),
            Next("Which days are these?", "overview"),
        ),
        Shown(
            "Answers by store",
            "The same answers counted in each place. Those of simulated students are left out of the marts.",
            f"{DAY}, in_postgres, in_raw, in_marts, left_out {DAYS}",
            lines("short", "${__field.name}"),
            Next("In which subjects?", "overview"),
        ),
        Shown(
            "Run times",
            "How long half of the jobs that ended in a minute took at most.",
            f"{JOB}, p50 {JOBS}",
            lines("ms", "${__field.labels.endpoint}"),
            Next("What else runs then?", "service_health"),
        ),
        Shown(
            "Runs and failures",
            "Jobs that ended in a minute, and those of them that failed.",
            f"{JOB}, requests, errors {JOBS}",
            bars_in_time("short", "${__field.labels.endpoint} ${__field.name}"),
            Next("Which submissions were they of?", "bank_submissions"),
            width=24,
        ),
        Shown(
            "Failed checks",
            "How often a check failed on a day; none when all is well. Those of question_banks/checked are "
            "what a bank was held to before its release, dbt_tests the tests of a model.",
            f"{DAY}, asset, check_name, failures from marts.check_days "
            "where $__dateFilter(day) and failures > 0 order by time, asset, check_name",
            bars_in_time("short", "${__field.labels.asset} ${__field.labels.check_name}"),
            Next("Which bank was it?", "bank_submissions"),
        ),
        Shown(
            "Checks by day",
            "How often each check was made and failed, and what it said the last time.",
            "select day, asset, check_name, evaluations, failures, errors, last_evaluated_at, last_passed, "
            "as_of from marts.check_days where $__dateFilter(day) "
            "order by day desc, failures desc, asset, check_name",
            columns({}),
            Next("What else failed that day?", "service_health"),
        ),
        Shown(
            "Results of checks",
            "Each time a check was made, failures first, the 1000 latest: the run in Dagster, what a failure "
            "means and what was found, as JSON.",
            "select evaluated_at, asset, check_name, passed, severity, blocking, description, details, "
            "run_id, as_of from marts.check_results where $__timeFilter(evaluated_at) "
            "order by passed, evaluated_at desc limit 1000",
            columns({}),
            Next("Which bank was it?", "bank_submissions"),
            width=24,
            height=12,
        ),
    ),
)
