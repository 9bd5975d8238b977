"""Stand-ins for the ports of `serving.core`, kept in memory."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from pydantic import SecretStr

from serving.core.account.errors import LastWayIn, TelegramTaken
from serving.core.account.ports import RefreshToken
from serving.core.errors import EmailTaken, TokenRefused
from serving.core.identity import Origin, StudentId, TelegramId
from serving.core.registration.profile import Registration, TelegramRegistration
from serving.core.roles.roles import Grant, Role
from serving.core.training.ports import Subject, SubjectValues


@dataclass
class FakeClock:
    now: datetime = datetime(2026, 1, 10, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **parts: float) -> None:
        self.now += timedelta(**parts)


@dataclass
class FakeWork:
    commits: int = 0

    async def commit(self) -> None:
        self.commits += 1

    async def roll_back(self) -> None:
        self.commits = 0


@dataclass
class FakeSubjects:
    subjects: tuple[Subject, ...] = (Subject("geography", "География"),)

    async def all(self) -> tuple[Subject, ...]:
        return self.subjects

    async def find(self, code: str) -> Subject | None:
        return next((subject for subject in self.subjects if subject.code == code), None)

    async def values(self, code: str) -> SubjectValues:
        return SubjectValues(frozenset({"реки"}), frozenset({"МЭ"}))


class FakePasswords:
    async def hash(self, password: SecretStr) -> str:
        return f"hash of {password.get_secret_value()}"

    async def matches(self, password_hash: str | None, password: SecretStr) -> bool:
        return password_hash == await self.hash(password)


@dataclass
class FakeStudents:
    by_email: dict[str, tuple[StudentId, str]] = field(default_factory=dict)
    by_telegram_id: dict[TelegramId, StudentId] = field(default_factory=dict)
    origins: list[Origin] = field(default_factory=list)

    async def add(
        self, registration: Registration, password_hash: str, origin: Origin, now: datetime
    ) -> StudentId:
        if registration.email in self.by_email:
            raise EmailTaken(registration.email)
        student_id = StudentId(len(self.by_email) + 1)
        self.by_email[registration.email] = student_id, password_hash
        self.origins.append(origin)
        return student_id

    async def add_from_telegram(
        self, telegram_id: TelegramId, registration: TelegramRegistration, origin: Origin, now: datetime
    ) -> StudentId:
        if telegram_id in self.by_telegram_id:
            raise TelegramTaken
        self.by_telegram_id[telegram_id] = StudentId(1000 + len(self.by_telegram_id))
        return self.by_telegram_id[telegram_id]

    async def credentials(self, email: str) -> tuple[StudentId, str] | None:
        return self.by_email.get(email)

    async def by_telegram(self, telegram_id: TelegramId) -> StudentId | None:
        return self.by_telegram_id.get(telegram_id)

    async def set_password(self, student_id: StudentId, password_hash: str) -> None:
        self.by_email |= {
            email: (owner, password_hash)
            for email, (owner, _) in self.by_email.items()
            if owner == student_id
        }

    async def link(self, student_id: StudentId, telegram_id: TelegramId) -> None:
        if self.by_telegram_id.setdefault(telegram_id, student_id) != student_id:
            raise TelegramTaken

    async def unlink(self, student_id: StudentId) -> None:
        if student_id not in {owner for owner, _ in self.by_email.values()}:
            raise LastWayIn
        self.by_telegram_id = {
            key: owner for key, owner in self.by_telegram_id.items() if owner != student_id
        }


@dataclass
class FakeAccessTokens:
    seconds: int = 900

    def issue(self, student_id: StudentId, now: datetime) -> str:
        return f"access of {student_id}"

    def read(self, token: str, now: datetime) -> StudentId:
        if not token.startswith("access of "):
            raise TokenRefused
        return StudentId(int(token.removeprefix("access of ")))


@dataclass
class FakeRefreshTokens:
    by_sha256: dict[str, RefreshToken] = field(default_factory=dict)

    async def add(self, sha256: str, token: RefreshToken) -> None:
        self.by_sha256[sha256] = token

    async def lock(self, sha256: str) -> RefreshToken | None:
        return self.by_sha256.get(sha256)

    async def mark_used(self, sha256: str, now: datetime) -> None:
        self.by_sha256[sha256] = replace(self.by_sha256[sha256], used=True)

    async def revoke(self, family: UUID) -> None:
        self.by_sha256 = {key: token for key, token in self.by_sha256.items() if token.family != family}

    async def revoke_all(self, student_id: StudentId) -> None:
        self.by_sha256 = {
            key: token for key, token in self.by_sha256.items() if token.student_id != student_id
        }


@dataclass(slots=True)
class FakeRoles:
    roles: dict[StudentId, Role]

    async def of(self, student_id: StudentId) -> Grant:
        return Grant(self.roles.get(student_id, Role.STUDENT))

    async def every_subject(self) -> frozenset[str]:
        return frozenset()

    async def find(self, email: str) -> StudentId | None:
        """Nobody: they have no e-mails here."""

    async def lock(self, student_id: StudentId) -> bool:
        return student_id in self.roles

    async def grant(self, student_id: StudentId, grant: Grant) -> None:
        self.roles[student_id] = grant.role
