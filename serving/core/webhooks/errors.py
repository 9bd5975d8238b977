"""What may go wrong with a webhook: data, no text."""

from dataclasses import dataclass

from serving.core.errors import ProductError


@dataclass
class WebhookUrlRefused(ProductError):
    """`reason`: `malformed`, `not_https`, `with_password`, `with_fragment` or `not_public`."""

    reason: str


class TooManyWebhooks(ProductError):
    """Ten of one student."""


class WebhookNotFound(ProductError):
    """The student has no such webhook."""


class WebhookDeliveryNotFound(ProductError):
    """The webhook has no such delivery, or not any more."""


class WebhookDeliveryWaiting(ProductError):
    """It will be tried by itself."""
