from grafana.building.boards import Board, Next, Shown
from grafana.building.charts import bars_in_time, columns, lines
from grafana.building.variables import SUBJECT, within_window

STARTED = "from marts.broadcasts where $__timeFilter(started_at)"

BROADCASTS = Board(
    name="broadcasts",
    title="Broadcasts",
    explains="What became of the messages of each broadcast, and activity before and after it.",
    variables=("subject", "window"),
    panels=(
        Shown(
            "Broadcasts",
            "One row a broadcast and channel, newest first. Last days: those written since then.",
            "select broadcast_id, title, channel, state, recipients, sent, failed, waiting, share_sent, "
            "created_at, "
            f"started_at, finished_at, as_of from marts.broadcasts where {within_window('created_at')} "
            "order by broadcast_id desc, channel limit 200",
            columns(
                {"share_sent": "percentunit"}
                | dict.fromkeys(("created_at", "started_at", "finished_at", "as_of"), "dateTimeAsIso")
            ),
            Next("Did the bot hold?", "service_health"),
            width=24,
        ),
        Shown(
            "Messages by fate",
            "Messages of a broadcast by the moment when its sending began.",
            "select assumeNotNull(started_at) as time, channel, title, sent, failed, waiting "
            f"{STARTED} order by time, channel, title",
            bars_in_time("short", "${__field.labels.channel} ${__field.name}"),
            Next("Were there errors then?", "service_health"),
        ),
        Shown(
            "Students before and after",
            "Students of a day, and those of them who were new in the subject.",
            "select toDateTime(day, 'Europe/Moscow') as time, subject, students, new_students "
            f"from marts.daily_activity where $__dateFilter(day) and {SUBJECT} order by time, subject",
            lines("short", "${__field.labels.subject} ${__field.name}"),
            Next("Do they return?", "learners"),
        ),
    ),
)
