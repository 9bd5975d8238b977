"""What may go wrong in the product: data, no text. Each edge has one table from these to its answers."""

from dataclasses import dataclass


class ProductError(Exception):
    """The base of every refusal that a person may meet."""


@dataclass
class EmailTaken(ProductError):
    email: str


class WrongCredentials(ProductError):
    """The e-mail is unknown or the password is wrong; which of the two is not told."""


class TokenRefused(ProductError):
    """An access or refresh token is malformed, expired, revoked or used twice."""


@dataclass(frozen=True, slots=True)
class BadField:
    """`candidates`: what may have been meant, for the student to choose from."""

    field: str
    message: str
    candidates: tuple[str, ...] = ()


@dataclass
class FormRefused(ProductError):
    errors: tuple[BadField, ...]


class CursorMalformed(ProductError):
    """The cursor of a list was not made here."""


@dataclass
class TooManyAttempts(ProductError):
    """Five wrong passwords or codes; the seconds until the next one is looked at."""

    retry_after: int


@dataclass
class SubjectUnknown(ProductError):
    subject: str


class SessionNotFound(ProductError):
    """There is no such session of this student."""


class SessionFinished(ProductError):
    """The session has ended, or another one of the subject began since."""


@dataclass
class PhotoNotFound(ProductError):
    sha256: str


class ServeNotFound(ProductError):
    """There is no such serve of this student."""


@dataclass
class AnswerMalformed(ProductError):
    """The answer does not fit the kind of the question."""

    kind: str


class FiltersNotDefault(ProductError):
    """A competitive session was asked for while filters narrow the choice."""


@dataclass
class FilterValuesUnknown(ProductError):
    """By filter, the chosen values that no question of the subject was ever filed under."""

    unknown: dict[str, list[str]]


@dataclass
class FiltersTooStrict(ProductError):
    """No question fits; `loosest` is the filter whose removal frees most, if any does."""

    loosest: str | None


@dataclass
class SliceTooSmall(ProductError):
    """Too few students of the same region, grade or school have points."""

    slice: str


class PoolExhausted(ProductError):
    """The student has answered every question that fits."""


@dataclass
class NothingToRepeat(ProductError):
    """No mistake that fits is due today; the next of all is in so many days, if there is any."""

    next_in_days: int | None


@dataclass
class QuotaReached(ProductError):
    """The student has repeated his mistakes of today; `waiting` others are due."""

    daily_mistakes: int
    waiting: int


class QuestionUnknown(ProductError):
    """There is no such question, or nobody is asked it any more."""


class QuestionNotServed(ProductError):
    """The student was never served the question."""


class ReportedAlready(ProductError):
    """The student has reported this version of the question."""


class RoleMissing(ProductError):
    """The role of who acts does not allow this."""


class AccountNotFound(ProductError):
    """There is no such account."""


class GrantMalformed(ProductError):
    """A department was granted no subject, or another role some."""


class ComplaintNotFound(ProductError):
    """Nothing of the question is to be decided by this department."""


@dataclass
class CorrectionRefused(ProductError):
    """What is left would be no question, or it is so already."""

    reason: str


class MessageNotFound(ProductError):
    """There is no such message to this student."""


class BankNotLoaded(ProductError):
    """The process has not read the question bank yet."""
