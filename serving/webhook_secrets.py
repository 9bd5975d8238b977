"""Secrets of webhooks: what signs must be readable to us, and to nobody who has the database alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag

from serving.sealing import Sealing
from serving.settings import Settings, SettingsError

PURPOSE = "webhook"


class SecretLost(Exception):
    """It was sealed by a key that we do not have any more."""


@dataclass(frozen=True, slots=True)
class SealedSecrets:
    """`previous`: of the secret key before, which seals nothing any more."""

    current: Sealing
    previous: Sealing | None

    def seal(self, url: str, secret: str) -> bytes:
        return self.current.seal(url, secret.encode())

    def open(self, url: str, sealed: bytes) -> str:
        """Raises SecretLost."""
        for sealing in self._sealings():
            try:
                return sealing.open(url, sealed).decode()
            except InvalidTag:
                continue
        raise SecretLost

    def sealed_anew(self, url: str, sealed: bytes) -> bytes | None:
        """By the key that stays; None when it is so already, or cannot be done."""
        try:
            self.current.open(url, sealed)
        except InvalidTag:
            try:
                return self.seal(url, self.open(url, sealed))
            except SecretLost:
                return None
        return None

    def _sealings(self) -> Iterator[Sealing]:
        yield self.current
        if self.previous is not None:
            yield self.previous


def webhook_secrets(settings: Settings) -> SealedSecrets:
    if settings.secret_key is None:
        raise SettingsError("APO_SECRET_KEY is not set; give at least 32 random characters")
    before = settings.previous_secret_key
    return SealedSecrets(
        Sealing(settings.secret_key, PURPOSE), None if before is None else Sealing(before, PURPOSE)
    )
