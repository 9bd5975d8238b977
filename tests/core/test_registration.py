"""Becoming a student, and coming back."""

from dataclasses import dataclass, field

import pytest
from pydantic import SecretStr

from serving.core.account.attempts import Try
from serving.core.account.log_in import LogIn
from serving.core.account.tokens import IssueTokens
from serving.core.errors import EmailTaken, FormRefused, TooManyAttempts, WrongCredentials
from serving.core.identity import Address, Origin
from serving.core.registration.read_form import ReadForm
from serving.core.registration.register_student import RegisterStudent
from tests.core.test_profile import FILLED
from tests.support.fake_attempts import FakeAttempts
from tests.support.fakes import (
    FakeAccessTokens,
    FakeClock,
    FakePasswords,
    FakeRefreshTokens,
    FakeStudents,
    FakeSubjects,
    FakeWork,
)


@dataclass
class Door:
    students: FakeStudents = field(default_factory=FakeStudents)
    work: FakeWork = field(default_factory=FakeWork)
    clock: FakeClock = field(default_factory=FakeClock)
    attempts: FakeAttempts = field(default_factory=FakeAttempts)
    issue: IssueTokens = field(
        default_factory=lambda: IssueTokens(FakeAccessTokens(), FakeRefreshTokens(), FakeClock())
    )

    async def register(self, origin: Origin = Origin.REAL, **changes: object) -> int:
        read = ReadForm(FakeSubjects())
        register = RegisterStudent(
            read, self.students, FakePasswords(), self.issue, origin, FakeClock(), self.work
        )
        return (await register(FILLED | changes)).student_id

    async def log_in(self, email: str, password: str) -> int:
        attempt = Try(self.attempts, self.clock, Address("::1"), self.work)
        enter = LogIn(self.students, FakePasswords(), attempt, self.issue, self.work)
        return (await enter(email, SecretStr(password))).student_id


@pytest.mark.anyio
async def test_who_registered_can_log_in_whatever_the_case_of_the_email() -> None:
    door = Door()
    student_id = await door.register(Origin.SIMULATED)
    assert await door.log_in(" ANNA@school.RU ", "long enough") == student_id
    assert door.students.origins == [Origin.SIMULATED]
    assert door.work.commits == 3  # the attempt is counted before the password is looked at


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("email", "password"), [("anna@school.ru", "Long enough"), ("ann@school.ru", "long enough")]
)
async def test_a_wrong_password_and_an_unknown_email_are_refused_alike(email: str, password: str) -> None:
    door = Door()
    await door.register()
    with pytest.raises(WrongCredentials) as refused:
        await door.log_in(email, password)
    assert refused.value.args == ()


@pytest.mark.anyio
async def test_nobody_is_added_twice_or_to_an_unknown_subject() -> None:
    door = Door()
    await door.register()
    with pytest.raises(EmailTaken):
        await door.register(email="ANNA@school.ru")
    with pytest.raises(FormRefused) as refused:
        await door.register(email="other@school.ru", subject="astrology", grade=9.0, name="")
    assert [bad.field for bad in refused.value.errors] == ["name", "grade", "subject"]
    assert door.work.commits == 1


@pytest.mark.anyio
async def test_the_sixth_try_waits_a_quarter_of_an_hour_even_with_the_right_password() -> None:
    door = Door()
    await door.register()
    for _ in range(5):
        with pytest.raises(WrongCredentials):
            await door.log_in("anna@school.ru", "wrong password")
    door.clock.passes(minutes=5)
    with pytest.raises(TooManyAttempts) as refused:
        await door.log_in("Anna@school.ru", "long enough")
    assert refused.value.retry_after == 600
    door.clock.passes(minutes=10)
    await door.log_in("anna@school.ru", "long enough")


@pytest.mark.anyio
async def test_who_logs_in_in_between_may_be_wrong_again() -> None:
    door = Door()
    await door.register()
    for _ in range(3):
        for _ in range(4):
            with pytest.raises(WrongCredentials):
                await door.log_in("anna@school.ru", "wrong password")
        await door.log_in("anna@school.ru", "long enough")
