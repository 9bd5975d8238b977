"""What may go wrong with a contest: data, no text."""

from dataclasses import dataclass
from datetime import datetime

from serving.core.errors import ProductError


class ContestNotFound(ProductError):
    """There is no such contest, or none that the student may know of."""


@dataclass
class ContestInState(ProductError):
    """What was asked cannot be done with a contest in this state."""

    state: str


@dataclass
class QuestionsUnfit(ProductError):
    """Questions of the list that are not live, of another subject or in another contest."""

    questions: tuple[int, ...]


@dataclass
class QuestionsTooFew(ProductError):
    """So many fit the filters, which is less than the contest asks for."""

    found: int


@dataclass
class TooManyDuels(ProductError):
    """The student has so many that are not over, which is the most."""

    most: int


class EntranceRefused(ProductError):
    """The contest is for others, or the code is wrong."""


class AttemptsUsedUp(ProductError):
    """The student has made as many attempts as the contest allows."""


class AttemptNotFound(ProductError):
    """The student has not begun, or has finished."""


@dataclass
class AnswerLate(ProductError):
    """The time was over at this moment, by the server's clock."""

    ended_at: datetime


class NotAsked(ProductError):
    """The question at this place was not shown yet."""


class NothingLeft(ProductError):
    """Every question of the attempt is answered."""
