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


@dataclass
class SubjectUnknown(ProductError):
    subject: str


class SessionNotFound(ProductError):
    """There is no such session of this student."""


class SessionFinished(ProductError):
    """The session has ended, or another one of the subject began since."""


class ServeNotFound(ProductError):
    """There is no such serve of this student."""


@dataclass
class AnswerMalformed(ProductError):
    """The answer does not fit the kind of the question."""

    kind: str


class FiltersNotDefault(ProductError):
    """A competitive session was asked for while filters narrow the choice."""


@dataclass
class FiltersTooStrict(ProductError):
    """No question fits; `loosest` is the filter whose removal frees most, if any does."""

    loosest: str | None


class PoolExhausted(ProductError):
    """The student has answered every question that fits."""


class BankNotLoaded(ProductError):
    """The process has not read the question bank yet."""
