from grafana.building.boards import Board, Next, Shown
from grafana.building.charts import bars, columns, scatter
from grafana.building.links import QUESTION
from grafana.building.variables import KIND, SOURCES, SUBJECT, THEME, within_window

QUESTIONS = f"{SUBJECT} and {THEME} and {KIND} and {SOURCES} and status = 'live'"
THEMES = f"from marts.theme_stats where {SUBJECT} and {THEME} and {within_window('last_answered_at')}"
SHARES = dict.fromkeys(("facility", "facility_low", "facility_high"), "percentunit")

SUBJECT_AND_THEME = Board(
    name="subject_and_theme",
    title="Subject and theme",
    explains="What students do not know.",
    variables=("subject", "theme", "kind", "source", "window"),
    panels=(
        Shown(
            "Where students fail",
            "Themes in the order of their share of right first answers, with its 95 % interval; from ten "
            "answers. "
            "Last days: themes answered since then.",
            f"select theme, facility, facility_low, facility_high {THEMES} and facility is not null "
            "order by facility, theme limit 40",
            bars("percentunit"),
            Next("Are the questions hard, or bad?", "question_quality"),
            height=12,
        ),
        Shown(
            "Coverage",
            "How many live questions a theme has, and how much they are answered.",
            "select theme, subject, questions, students, attempts, first_attempts, guesses, facility, "
            "last_answered_at, "
            f"as_of {THEMES} order by questions, theme",
            columns({"facility": "percentunit"}),
            Next("Which departments send questions?", "bank_submissions"),
            height=12,
        ),
        Shown(
            "Difficulty map",
            "A point a question: which difficulties the bank has (logits, 0 is an average student), and "
            "how surely they "
            "are known. Gaps on the line of difficulties are questions to be written.",
            "select difficulty, difficulty_se, question_id, theme, first_attempts from marts.question_stats "
            f"where {QUESTIONS} and difficulty is not null order by question_id, version limit 5000",
            scatter("none", x="difficulty", y="difficulty_se"),
            Next("Do they tell able students from others?", "question_quality"),
        ),
        Shown(
            "Subjects",
            "All questions of a subject together.",
            "select subject, questions, themes, students, attempts, first_attempts, guesses, facility, "
            "facility_low, "
            f"facility_high, last_answered_at, as_of from marts.subject_stats where {SUBJECT} order by "
            "subject",
            columns(SHARES),
            Next("How do they grow?", "overview"),
        ),
        Shown(
            "Hardest questions",
            "Live questions whose share of right first answers is surely low: in the order of the upper "
            "end of its 95 % "
            "interval.",
            "select question_id, text, theme, kind, first_attempts, facility, facility_low, facility_high, "
            "level, as_of "
            f"from marts.question_stats where {QUESTIONS} and facility_high is not null "
            "order by facility_high, question_id limit 100",
            columns(
                SHARES,
                links={"question_id": QUESTION},
            ),
            Next("Which options mislead?", "question_quality"),
            width=24,
        ),
    ),
)
