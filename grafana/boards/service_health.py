from grafana.building.boards import Board, Next, Shown
from grafana.building.charts import bars_in_time, columns, lines
from grafana.building.variables import SERVICE

MINUTE = "select minute as time, service, endpoint"
MINUTES = (
    f"from marts.service_health where $__timeFilter(minute) and {SERVICE} order by time, service, endpoint"
)
NAMED = "${__field.labels.service} ${__field.labels.endpoint}"


def percentile(name: str, share: str, then: Next) -> Shown:
    explains = f"Milliseconds that {share} of the requests of a minute took at most."
    return Shown(
        f"Time of {share}", explains, f"{MINUTE}, {name} {MINUTES}", lines("ms", NAMED), then, width=8
    )


SERVICE_HEALTH = Board(
    name="service_health",
    title="Service health",
    explains="How much the API, the bot, the page and the pipelines are asked, how fast they answer and how "
    "often they fail.",
    variables=("service",),
    since="now-6h",
    panels=(
        Shown(
            "Requests a minute",
            "Requests that ended in a minute.",
            f"{MINUTE}, requests {MINUTES}",
            bars_in_time("reqpm", NAMED),
            Next("Who are they from?", "learners"),
        ),
        Shown(
            "Errors a minute",
            "Requests that failed by our fault; a refusal with a reason is none.",
            f"{MINUTE}, errors {MINUTES}",
            bars_in_time("short", NAMED),
            Next("Do fewer students answer?", "overview"),
        ),
        percentile("p50", "50 %", Next("Is it the hour of most answers?", "learners")),
        percentile("p95", "95 %", Next("Was a bank loaded then?", "bank_submissions")),
        percentile("p99", "99 %", Next("Did a job run then?", "pipelines")),
        Shown(
            "Slowest minutes",
            "Minutes of the chosen time in the order of what 99 % of requests took at most.",
            "select minute, service, endpoint, requests, errors, p50, p95, p99, as_of from "
            "marts.service_health "
            f"where $__timeFilter(minute) and {SERVICE} order by p99 desc, minute limit 100",
            columns({"p50": "ms", "p95": "ms", "p99": "ms"}),
            Next("Was a broadcast sent then?", "broadcasts"),
            width=24,
        ),
    ),
)
