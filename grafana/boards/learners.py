from grafana.building.boards import Board, Next, Shown
from grafana.building.charts import bars, bars_in_time, lines, scatter
from grafana.building.variables import SUBJECT, THEME, within_window

COHORTS = "from marts.retention where $__dateFilter(cohort_week)"

LEARNERS = Board(
    name="learners",
    title="Learners",
    explains="Mastery, activity and return of students, without anything that tells who they are.",
    variables=("subject", "theme", "window"),
    panels=(
        Shown(
            "Size of cohorts",
            "Students by the week (Monday, Moscow) of their first answer.",
            "select toDateTime(cohort_week, 'Europe/Moscow') as time, students "
            f"{COHORTS} and week_number = 0 order by time",
            bars_in_time("short", "students"),
            Next("What brought them?", "broadcasts"),
        ),
        Shown(
            "Return of cohorts",
            "A line a cohort: the share of it that answered in a week; a week that is not over has none.",
            "select toDateTime(week, 'Europe/Moscow') as time, toString(cohort_week) as cohort, share "
            f"{COHORTS} and share is not null order by time, cohort",
            lines("percentunit", "${__field.labels.cohort}"),
            Next("Where do others stop?", "overview"),
        ),
        Shown(
            "Activity by hour",
            "Answers of each hour.",
            "select began_at as time, subject, platform, answers from marts.hourly_activity "
            f"where $__timeFilter(began_at) and {SUBJECT} order by time, subject, platform",
            bars_in_time("short", "${__field.labels.subject}, ${__field.labels.platform}"),
            Next("Does the service hold at the peak?", "service_health"),
        ),
        Shown(
            "Activity by platform",
            "Answers of a day of Moscow in the bot and through the REST API.",
            "select toDateTime(day, 'Europe/Moscow') as time, subject, telegram_answers, rest_answers "
            f"from marts.daily_activity where $__dateFilter(day) and {SUBJECT} order by time, subject",
            bars_in_time("short", "${__field.labels.subject}, ${__field.name}"),
            Next("Does one of them fail?", "service_health"),
        ),
        Shown(
            "Streaks",
            "Students by the length of their latest row of days with an answer; it stands until a day is "
            "missed.",
            "select toString(streaks.days) as length, standing, students from marts.streaks order by days "
            "limit 60",
            bars("short"),
            Next("Which cohorts stay?", "overview"),
        ),
        Shown(
            "Mastery",
            "A point a student and theme: the share of right answers, pulled to the student's own in the "
            "subject, against "
            "how many first answers it stands on; from ten. Last days: students who answered the theme "
            "since then.",
            "select first_attempts, mastery, mastery_se, theme from marts.student_themes "
            f"where {SUBJECT} and {THEME} and {within_window('last_answered_at')} and mastery is not null "
            "order by subject, student_id, theme limit 5000",
            scatter("short", x="first_attempts", y="mastery"),
            Next("Which themes are known least?", "subject_and_theme"),
        ),
    ),
)
