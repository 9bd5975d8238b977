"""The order in which the options of a serve are shown."""

from random import Random

from serving.core.questions import Option, shuffles
from serving.core.training.sessions import AnyQuestion, ServeId


def shown_options(serve_id: ServeId, question: AnyQuestion) -> tuple[Option, ...]:
    """Seeded by the serve, so that every platform and every repetition shows one order."""
    options = list(question.choices)
    if shuffles(question):
        Random(serve_id.int).shuffle(options)  # noqa: S311 not a secret
    return tuple(options)
