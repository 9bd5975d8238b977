"""Sessions of browsers: a signed cookie, and the token that proves a form is ours."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta
from secrets import compare_digest, token_urlsafe

import jwt
from pydantic import SecretStr

from serving.core.identity import Clock, StudentId

COOKIE = "apo_portal"
LIFETIME = timedelta(hours=12)
_ALGORITHM = "HS256"


@dataclass(frozen=True, slots=True)
class Session:
    """`student_id` is None before signing in; `fresh` when the browser does not have the cookie yet."""

    id: str
    student_id: StudentId | None
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Sessions:
    """The key is derived, so that a cookie is not an access token of the API, nor the other way round."""

    secret: SecretStr
    clock: Clock

    def start(self, student_id: StudentId | None = None) -> Session:
        return Session(token_urlsafe(24), student_id, fresh=True)

    def cookie(self, session: Session) -> str:
        claims = {"sid": session.id, "who": session.student_id, "exp": self.clock() + LIFETIME}
        return jwt.encode(claims, self._key("session"), _ALGORITHM)

    def read(self, cookie: str | None) -> Session | None:
        """None for a cookie that is missing, forged or older than LIFETIME."""
        try:
            claims = jwt.decode(
                cookie or "",
                self._key("session"),
                [_ALGORITHM],
                options={"require": ["sid", "exp"], "verify_exp": False},
            )
        except jwt.InvalidTokenError:
            return None
        return Session(claims["sid"], claims.get("who")) if claims["exp"] > self.clock().timestamp() else None

    def form_token(self, session: Session) -> str:
        return hmac.new(self._key("form"), session.id.encode(), hashlib.sha256).hexdigest()

    def owns_form(self, session: Session, token: str) -> bool:
        return compare_digest(self.form_token(session).encode(), token.encode())

    def _key(self, purpose: str) -> bytes:
        secret = self.secret.get_secret_value().encode()
        return hmac.new(secret, f"portal {purpose}".encode(), hashlib.sha256).digest()
