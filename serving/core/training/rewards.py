"""Points for an answer, and the row of days on which a student trained."""

from datetime import date, timedelta

from serving.core.questions import points
from serving.core.training.sessions import AnyQuestion, Mode, OpenServe


def worth(question: AnyQuestion, mode: Mode) -> int:
    """What the first ever right answer earns: nothing outside a competitive session."""
    return points(question) if mode is Mode.COMPETITIVE else 0


def earned(serve: OpenServe, *, correct: bool) -> int:
    """Only the first ever answer to a question counts."""
    return worth(serve.question, serve.session.mode) if correct and serve.seen == 0 else 0


def streak(days: int, last_day: date | None, today: date) -> int:
    """Days in a row with an answer, `today` included; both days in the student's zone."""
    if last_day is not None and last_day >= today:
        return max(days, 1)
    return days + 1 if last_day == today - timedelta(days=1) else 1
