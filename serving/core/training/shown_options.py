"""The order in which the options of a serve are shown."""

from random import Random

from serving.core.questions import Option, shuffles
from serving.core.training.sessions import Served


def shown_options(served: Served) -> tuple[Option, ...]:
    """Seeded by the serve, so that every platform and every repetition shows one order."""
    options = list(served.question.choices)
    if shuffles(served.question):
        Random(served.id.int).shuffle(options)  # noqa: S311 not a secret
    return tuple(options)
