from grafana.building.boards import Board, Next, Shown
from grafana.building.charts import bars, bars_in_time, columns, lines, matrix, numbers
from grafana.building.variables import SUBJECT

BY_SUBJECT = "${__field.labels.subject}"
DAILY = f"from marts.daily_activity where $__dateFilter(day) and {SUBJECT} order by time, subject"
DAY = "select toDateTime(day, 'Europe/Moscow') as time, subject"
SUBJECTS_ROWS = f"from marts.subject_stats where {SUBJECT} order by subject"

OVERVIEW = Board(
    name="overview",
    title="Overview",
    explains="How many train, how much and with what success, and whether the numbers are whole and fresh.",
    variables=("subject",),
    panels=(
        Shown(
            "Students of a subject",
            "Students who ever answered in the subject; one of two subjects is counted in both.",
            f"select subject, students {SUBJECTS_ROWS}",
            numbers("short"),
            Next("Who are they, and do they return?", "learners"),
            width=8,
            height=5,
        ),
        Shown(
            "Answers in a subject",
            "All answers, repeated ones too.",
            f"select subject, attempts {SUBJECTS_ROWS}",
            numbers("short"),
            Next("Have all of them arrived?", "pipelines"),
            width=8,
            height=5,
        ),
        Shown(
            "Right first answers",
            "Share of right ones among first answers, one a student and question; empty below ten.",
            f"select subject, facility {SUBJECTS_ROWS}",
            numbers("percentunit"),
            Next("Which themes are hard?", "subject_and_theme"),
            width=8,
            height=5,
        ),
        Shown(
            "Answers a day",
            "All answers of a day of Moscow.",
            f"{DAY}, answers {DAILY}",
            bars_in_time("short", BY_SUBJECT),
            Next("At what hours, and where?", "learners"),
        ),
        Shown(
            "Students a day",
            "Students who answered on a day of Moscow; one of two subjects is in both series.",
            f"{DAY}, students, new_students {DAILY}",
            lines("short", "${__field.labels.subject} ${__field.name}"),
            Next("Did a broadcast bring them?", "broadcasts"),
        ),
        Shown(
            "Retention",
            "Of the students whose first answer was in a week, the share who answered so many weeks later; "
            "empty until that week is over.",
            "select toString(cohort_week) as cohort, week_number, share from marts.retention "
            "where $__dateFilter(cohort_week) order by cohort_week, week_number",
            matrix("percentunit", row="cohort", column="week_number", value="share"),
            Next("How large are the cohorts?", "learners"),
        ),
        Shown(
            "Funnel",
            "Students who took a step and all before it within 14 days of the first one.",
            "select step, students from marts.funnel order by position",
            bars("short"),
            Next("Does the service fail them?", "service_health"),
        ),
        Shown(
            "Days that do not agree",
            "Days on which PostgreSQL, the raw table and the marts count other answers. Empty when all "
            "agree.",
            "select toString(day) as on_day, in_postgres, in_raw, in_marts, left_out, difference, "
            "same_answers, as_of "
            "from marts.reconciliation where difference > 0 or not same_answers order by day desc",
            columns({}),
            Next("When did the last load run?", "pipelines"),
            width=24,
            height=6,
        ),
    ),
)
