"""What the embedded default says when it cannot do its work."""

from pipelines.refusal import Refusal


class LocalError(Refusal):
    """A directory, port or account is in the way; nothing was started."""


class ServiceFailed(LocalError):
    """A service was started and cannot be made to run; its last lines are part of the message."""
