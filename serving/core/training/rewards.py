"""Points for an answer."""

from fractions import Fraction

from serving.core.questions import points
from serving.core.training.sessions import AnyQuestion, Mode, OpenServe, Uncounted


def worth(question: AnyQuestion, mode: Mode) -> int:
    """What the first ever right answer earns: nothing outside a competitive session."""
    return points(question) if mode is Mode.COMPETITIVE else 0


def uncounted(serve: OpenServe) -> Uncounted | None:
    """Why an answer earns nothing whatever it is; only the first ever one to a question counts."""
    if serve.session.mode is not Mode.COMPETITIVE:
        return Uncounted.NOT_COMPETITIVE
    return Uncounted.SEEN if serve.seen else None


def earned(serve: OpenServe, credit: Fraction) -> int:
    """The share of the points that is credited, rounded down."""
    return 0 if uncounted(serve) else int(worth(serve.question, serve.session.mode) * credit)
