"""The door that the API has as well: wrong passwords at either are counted together."""

from dataclasses import dataclass

from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncEngine

from serving.core.account.attempts import Door, Try
from serving.core.account.ports import Passwords
from serving.core.identity import Address, Clock, StudentId
from serving.db.repositories.attempts import SqlAttempts
from serving.db.repositories.students import SqlStudents
from serving.db.unit_of_work import Transaction


@dataclass(frozen=True, slots=True)
class SignIn:
    engine: AsyncEngine
    passwords: Passwords
    clock: Clock

    async def __call__(self, email: str, password: SecretStr, address: Address) -> StudentId | None:
        """None for a wrong password and an unknown e-mail alike. Raises TooManyAttempts."""
        email = email.strip().lower()
        async with self.engine.connect() as connection:
            attempt = Try(SqlAttempts(connection), self.clock, address, Transaction(connection))
            await attempt(Door.PASSWORD, email)
            known = await SqlStudents(connection).credentials(email)
            password_hash = known[1] if known else None
            if not await self.passwords.matches(password_hash, password) or known is None:
                return None
            await attempt.succeeded(Door.PASSWORD, email)
            await connection.commit()
            return known[0]
