"""Points of a contest."""

from serving.core.contests.contests import Mark, Scoring
from serving.core.questions import points
from serving.core.training.grading import credit
from serving.core.training.sessions import AnyQuestion, Response


def worth(scoring: Scoring, question: AnyQuestion) -> int:
    return scoring.by_kind.get(question.kind, points(question))


def mark(scoring: Scoring, question: AnyQuestion, worth: int, response: Response) -> Mark:
    """The share of `worth` that is credited, rounded down; nothing right at all costs the penalty.

    Raises AnswerMalformed.
    """
    share = credit(question, response)
    return Mark(share == 1, int(worth * share) if share else -scoring.penalty)
