"""Access tokens: signed, short-lived, checked without the database."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import jwt
from pydantic import SecretStr

from serving.core.errors import TokenRefused
from serving.core.identity import StudentId

ALGORITHM = "HS256"
MOST_KNOWN = 10_000


@dataclass(frozen=True, slots=True)
class SignedAccessTokens:
    """Whose a token is does not change: its signature is checked at the first of many requests with it."""

    secret: SecretStr
    seconds: int = 15 * 60
    previous: SecretStr | None = None
    """Signs nothing any more: what it signed is read until it expires."""
    known: OrderedDict[str, tuple[StudentId, float]] = field(
        default_factory=OrderedDict, init=False, repr=False, compare=False
    )
    """Whose, and until when."""

    def issue(self, student_id: StudentId, now: datetime) -> str:
        claims = {"sub": str(student_id), "iat": now, "exp": now + timedelta(seconds=self.seconds)}
        return jwt.encode(claims, self.secret.get_secret_value(), ALGORITHM)

    def read(self, token: str, now: datetime) -> StudentId:
        student_id, ends = self.known.get(token) or self._checked(token)
        if ends <= now.timestamp():
            raise TokenRefused
        return student_id

    def _checked(self, token: str) -> tuple[StudentId, float]:
        try:
            claims = self._claims(token)
            whose = StudentId(int(claims["sub"])), float(claims["exp"])
        except (jwt.InvalidTokenError, ValueError) as error:
            raise TokenRefused from error
        self.known[token] = whose
        if len(self.known) > MOST_KNOWN:
            self.known.popitem(last=False)
        return whose

    def _claims(self, token: str) -> dict[str, Any]:
        try:
            return _decoded(token, self.secret)
        except jwt.InvalidSignatureError:
            if self.previous is None:
                raise
            return _decoded(token, self.previous)


def _decoded(token: str, secret: SecretStr) -> dict[str, Any]:
    return jwt.decode(
        token,
        secret.get_secret_value(),
        [ALGORITHM],
        options={"require": ["sub", "exp"], "verify_exp": False, "verify_iat": False},
    )
