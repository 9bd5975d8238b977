"""Access tokens: signed, short-lived, checked without the database."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import jwt
from pydantic import SecretStr

from serving.core.errors import TokenRefused
from serving.core.identity import StudentId

ALGORITHM = "HS256"


@dataclass(frozen=True, slots=True)
class SignedAccessTokens:
    secret: SecretStr
    seconds: int = 15 * 60

    def issue(self, student_id: StudentId, now: datetime) -> str:
        claims = {"sub": str(student_id), "iat": now, "exp": now + timedelta(seconds=self.seconds)}
        return jwt.encode(claims, self.secret.get_secret_value(), ALGORITHM)

    def read(self, token: str, now: datetime) -> StudentId:
        try:
            claims = jwt.decode(
                token,
                self.secret.get_secret_value(),
                [ALGORITHM],
                options={"require": ["sub", "exp"], "verify_exp": False, "verify_iat": False},
            )
            if claims["exp"] <= now.timestamp():
                raise TokenRefused
            return StudentId(int(claims["sub"]))
        except (jwt.InvalidTokenError, ValueError) as error:
            raise TokenRefused from error
