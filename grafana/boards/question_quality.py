from grafana.building.boards import Board, Next, Shown
from grafana.building.charts import columns, scatter
from grafana.building.links import QUESTION as QUESTION_PAGE
from grafana.building.variables import KIND, QUESTION, SOURCES, SUBJECT, THEME

CHOSEN = f"{SUBJECT} and {THEME} and {KIND} and {SOURCES}"
ITEM = (
    "select question_id, version, text, subject, theme, kind, status, first_attempts, facility, "
    "discrimination, difficulty, difficulty_se, reports, open_reports"
)
UNITS = {"facility": "percentunit"}
CLICKED = {"question_id": QUESTION_PAGE}

QUESTION_QUALITY = Board(
    name="question_quality",
    title="Question quality",
    explains="Questions with their difficulty, discrimination and flags, down to the options.",
    variables=("subject", "theme", "kind", "source", "question"),
    panels=(
        Shown(
            "Difficulty against discrimination",
            "A point a question. To the right are the hard ones; near and below zero are those that able "
            "students "
            "answer no better than others. Known from 30 and 50 first answers.",
            "select difficulty, discrimination, question_id, first_attempts from marts.question_stats "
            f"where {CHOSEN} and difficulty is not null and discrimination is not null "
            "order by question_id, version limit 5000",
            scatter("none", x="difficulty", y="discrimination"),
            Next("Is a theme hard as a whole?", "subject_and_theme"),
            height=10,
        ),
        Shown(
            "Banks",
            "Counts of a subject's questions: with enough answers for a difficulty (30), stable (500), "
            "flagged, reported.",
            "select subject, questions, held, quarantined, retired, answered, with_enough_answers, stable, "
            "flagged, "
            f"reported, reports, open_reports, as_of from marts.bank_quality where {SUBJECT} order by "
            "subject",
            columns({}),
            Next("Who sent these questions?", "bank_submissions"),
            height=10,
        ),
        Shown(
            "Flagged questions",
            "Suspicious questions, those with most answers first: miskey_suspected, negative_discrimination, "
            "below_chance, dead_option, too_easy, too_hard, slow, key_changed.",
            f"{ITEM}, arrayStringConcat(question_stats.flags, ', ') as suspicions, proposed_option, as_of "
            f"from marts.question_stats where {CHOSEN} and notEmpty(flags) "
            "order by first_attempts desc, question_id limit 200",
            columns(UNITS, links=CLICKED),
            Next("Was it found when the bank was sent?", "bank_submissions"),
            width=24,
        ),
        Shown(
            "Worst questions",
            "Live questions in the order of their discrimination, lowest first; from 50 first answers.",
            f"{ITEM}, infit, outfit, median_seconds, as_of from marts.question_stats "
            f"where {CHOSEN} and status = 'live' and discrimination is not null "
            "order by discrimination, question_id limit 50",
            columns({**UNITS, "median_seconds": "s"}, links=CLICKED),
            Next("What do students of this theme not know?", "subject_and_theme"),
            width=24,
        ),
        Shown(
            "Options by ability",
            "What first answers chose, all and in the bottom and top third by ability. A good wrong option "
            "is chosen more "
            "below than above. Type the number of a question above, or click it in a table.",
            "select question_id, version, option_id, is_key, chosen, first_attempts, share, share_low, "
            "share_high, "
            f"option_rest_correlation, as_of from marts.option_stats where {QUESTION} "
            "order by question_id, version, option_id limit 200",
            columns(dict.fromkeys(("share", "share_low", "share_high"), "percentunit")),
            Next("How do other questions of the theme do?", "subject_and_theme"),
        ),
        Shown(
            "Reported questions",
            "Questions that students complained of, undecided ones first.",
            f"{ITEM}, as_of from marts.question_stats where {CHOSEN} and reports > 0 "
            "order by open_reports desc, reports desc, question_id limit 200",
            columns(UNITS, links=CLICKED),
            Next("Which department sent them?", "bank_submissions"),
        ),
    ),
)
