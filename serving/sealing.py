"""Secrets that are stored: they open only with our secret and the name that they were sealed with."""

from dataclasses import dataclass
from hashlib import sha256
from hmac import digest
from secrets import token_bytes

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import SecretStr

NONCE = 12


@dataclass(frozen=True, slots=True)
class Sealing:
    """`purpose`: what is sealed for one does not open for another."""

    secret: SecretStr
    purpose: str

    def digest(self, name: str) -> str:
        return self._derived("name", name).hex()

    def seal(self, name: str, body: bytes) -> bytes:
        nonce = token_bytes(NONCE)
        return nonce + AESGCM(self._derived("seal", name)).encrypt(nonce, body, None)

    def open(self, name: str, sealed: bytes) -> bytes:
        return AESGCM(self._derived("seal", name)).decrypt(sealed[:NONCE], sealed[NONCE:], None)

    def _derived(self, part: str, name: str) -> bytes:
        key = self.secret.get_secret_value().encode()
        return digest(key, f"{self.purpose} {part}\n{name}".encode(), sha256)
