"""What may go wrong with an account: data, no text."""

from dataclasses import dataclass

from serving.core.errors import ProductError


@dataclass
class ScopeMissing(ProductError):
    """A personal token was not made for this."""

    scope: str


class CodeRefused(ProductError):
    """A one-time code is wrong, used or expired."""


class TelegramRefused(ProductError):
    """What claims to come from Telegram is forged, malformed or old."""


class TelegramUnknown(ProductError):
    """No student has linked this Telegram account."""


class TelegramTaken(ProductError):
    """The Telegram account belongs to another student."""


class TelegramUnavailable(ProductError):
    """The product runs without a bot."""


class LastWayIn(ProductError):
    """Without Telegram the student, who has no password, could not come back."""


class MailUnavailable(ProductError):
    """The product runs without a mail server."""


class PersonalTokenNotFound(ProductError):
    """There is no such personal token of this student."""


class TooManyTokens(ProductError):
    """One student has as many personal tokens as he may."""
