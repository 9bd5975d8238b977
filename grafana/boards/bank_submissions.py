from grafana.building.boards import Board, Next, Shown
from grafana.building.charts import bars_in_time, columns
from grafana.building.variables import SUBJECT, SUBJECTS, within_window

BANK_SUBMISSIONS = Board(
    name="bank_submissions",
    title="Bank submissions",
    explains="What departments sent, what was found in it and what became of it.",
    variables=("subject", "window"),
    since="now-1y",
    panels=(
        Shown(
            "Rows by outcome",
            "What became of the rows of each submission.",
            "select submitted_at as time, new, changed, unchanged, merged, rejected, held from "
            "marts.bank_submissions "
            f"where $__timeFilter(submitted_at) and {SUBJECTS} order by time",
            bars_in_time("short", "${__field.name}"),
            Next("How do the questions do?", "question_quality"),
        ),
        Shown(
            "Findings by rule",
            "How many places each rule found in each file, by its level: E rejected, G held, W warning, R "
            "repaired, "
            "M merged, F flag.",
            "select submitted_at as time, code, level, file, findings from marts.bank_findings "
            f"where $__timeFilter(submitted_at) and {SUBJECTS} order by time, code, level, file",
            bars_in_time("short", "${__field.labels.level} ${__field.labels.code}"),
            Next("Which of them are live with a flag?", "question_quality"),
        ),
        Shown(
            "Submissions",
            "One row a submission, newest first. Last days: those sent since then.",
            "select submission_id, submitted_at, actor, arrayStringConcat(files, ', ') as sent_files, "
            "sent_rows, new, "
            "changed, unchanged, merged, rejected, held, retired, release_id, released_at, rolled_back_at, "
            "as_of "
            f"from marts.bank_submissions where {SUBJECTS} and {within_window('submitted_at')} "
            "order by submission_id desc limit 200",
            columns({}),
            Next("Did the release reach training?", "pipelines"),
            width=24,
        ),
        Shown(
            "Findings by department",
            "Who sent what a rule found, newest first. Last days: those sent since then.",
            "select submitted_at, actor, file, level, code, findings, as_of from marts.bank_findings "
            f"where {SUBJECTS} and {within_window('submitted_at')} "
            "order by submitted_at desc, file, level, code limit 1000",
            columns({}),
            Next("What do students report?", "question_quality"),
        ),
        Shown(
            "Banks",
            "What all submissions have come to.",
            "select subject, questions, held, quarantined, retired, themes, sources, flagged, "
            "open_reports, as_of "
            f"from marts.bank_quality where {SUBJECT} order by subject",
            columns({}),
            Next("Which themes have few questions?", "subject_and_theme"),
        ),
    ),
)
