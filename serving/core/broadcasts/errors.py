"""What may go wrong with a broadcast: data, no text."""

from dataclasses import dataclass

from serving.core.errors import ProductError


class BroadcastNotFound(ProductError):
    """There is no such broadcast."""


@dataclass
class BroadcastInState(ProductError):
    """What was asked cannot be done with a broadcast in this state."""

    state: str


@dataclass
class RecipientsMiscounted(ProductError):
    """The number that was typed is not that of the students whom the broadcast would reach."""

    students: int


class NobodyReached(ProductError):
    """Nobody of the audience can be reached by the channels."""


class PictureRefused(ProductError):
    """It is no PNG, JPEG or WebP, or too large for Telegram."""


class NotConfirmed(ProductError):
    """Somebody has to type the number of recipients first."""
