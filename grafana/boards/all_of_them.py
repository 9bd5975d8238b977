from pathlib import Path

from grafana.boards.bank_submissions import BANK_SUBMISSIONS
from grafana.boards.broadcasts import BROADCASTS
from grafana.boards.contests import CONTESTS
from grafana.boards.learners import LEARNERS
from grafana.boards.overview import OVERVIEW
from grafana.boards.pipelines import PIPELINES
from grafana.boards.question_quality import QUESTION_QUALITY
from grafana.boards.service_health import SERVICE_HEALTH
from grafana.boards.subject_and_theme import SUBJECT_AND_THEME

DASHBOARDS = Path(__file__).parents[1] / "dashboards"
BOARDS = {
    board.name: board
    for board in (
        OVERVIEW,
        QUESTION_QUALITY,
        SUBJECT_AND_THEME,
        LEARNERS,
        BANK_SUBMISSIONS,
        CONTESTS,
        PIPELINES,
        SERVICE_HEALTH,
        BROADCASTS,
    )
}
