from grafana.building.boards import Board, Next, Shown
from grafana.building.charts import bars, bars_in_time, columns
from grafana.building.links import QUESTION
from grafana.building.variables import CONTEST, SUBJECT

CHOSEN = f"where {SUBJECT} and {CONTEST}"

CONTESTS = Board(
    name="contests",
    title="Contests",
    explains="Who took part, how the points fell, which questions told them apart, and activity around.",
    variables=("subject", "contest"),
    panels=(
        Shown(
            "Contests",
            "Announced ones, newest first. Virtual attempts are those after the end, for oneself.",
            "select contest_id, title, subject, starts_at, ends_at, cancelled_at, questions, participants, "
            f"attempts, attempts_each, virtual_attempts, as_of from marts.contests {CHOSEN} "
            "order by contest_id desc limit 200",
            columns({}),
            Next("Did a broadcast bring them?", "broadcasts"),
            width=24,
        ),
        Shown(
            "Results",
            "Students by the points of their best attempt, once a contest is over: its number, then the "
            "points. Many with all points: too easy; many with none: too hard.",
            "select concat(toString(contest_id), ': ', toString(points)) as result, students "
            f"from marts.contest_results {CHOSEN} order by contest_id desc, points limit 200",
            bars("short"),
            Next("How hard are such questions in training?", "subject_and_theme"),
        ),
        Shown(
            "Questions",
            "How often each was shown and answered, and the share of right answers, from ten; once a contest "
            "is over.",
            "select contest_id, place, question_id, points, shown, answered, correct, facility, as_of "
            f"from marts.contest_questions {CHOSEN} order by contest_id desc, place limit 500",
            columns({"facility": "percentunit"}, links={"question_id": QUESTION}),
            Next("Were they flagged before?", "question_quality"),
        ),
        Shown(
            "Activity around contests",
            "All answers of a day of Moscow; those of a contest are among them once it is over.",
            "select toDateTime(day, 'Europe/Moscow') as time, subject, answers from marts.daily_activity "
            f"where $__dateFilter(day) and {SUBJECT} order by time, subject",
            bars_in_time("short", "${__field.labels.subject}"),
            Next("Do they stay afterwards?", "learners"),
            width=24,
        ),
    ),
)
