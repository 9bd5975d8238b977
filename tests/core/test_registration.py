"""Becoming a student, and coming back."""

from dataclasses import dataclass, field

import pytest
from pydantic import SecretStr, ValidationError

from serving.core.account.log_in import LogIn
from serving.core.account.tokens import IssueTokens
from serving.core.errors import EmailTaken, SubjectUnknown, WrongCredentials
from serving.core.identity import Origin
from serving.core.registration.profile import Registration
from serving.core.registration.register_student import RegisterStudent
from tests.support.fakes import (
    FakeAccessTokens,
    FakeClock,
    FakePasswords,
    FakeRefreshTokens,
    FakeStudents,
    FakeSubjects,
    FakeWork,
)

FILLED: dict[str, object] = {
    "email": "Anna@School.ru",
    "password": "long enough",
    "surname": " Иванова ",
    "name": "Анна",
    "patronymic": "—",
    "grade": 9,
    "school": "Лицей 1",
    "region": "Томская область",
    "subject": "geography",
    "consent": True,
}


def filled(**changes: object) -> Registration:
    return Registration.model_validate(FILLED | changes)


@dataclass
class Door:
    students: FakeStudents = field(default_factory=FakeStudents)
    work: FakeWork = field(default_factory=FakeWork)
    issue: IssueTokens = field(
        default_factory=lambda: IssueTokens(FakeAccessTokens(), FakeRefreshTokens(), FakeClock())
    )

    async def register(self, registration: Registration, origin: Origin = Origin.REAL) -> int:
        register = RegisterStudent(
            FakeSubjects(), self.students, FakePasswords(), self.issue, origin, FakeClock(), self.work
        )
        return (await register(registration)).student_id

    async def log_in(self, email: str, password: str) -> int:
        enter = LogIn(self.students, FakePasswords(), self.issue, self.work)
        return (await enter(email, SecretStr(password))).student_id


def test_a_profile_is_trimmed_and_a_dash_means_no_patronymic() -> None:
    registration = filled()
    assert (registration.email, registration.surname) == ("anna@school.ru", "Иванова")
    assert registration.patronymic is None
    assert filled(patronymic="Петровна").patronymic == "Петровна"
    assert "long enough" not in repr(registration)


@pytest.mark.parametrize("grade", [*range(1, 12), "graduated"])
def test_every_grade_and_graduates_are_welcome(grade: int | str) -> None:
    assert filled(grade=grade).grade == grade


@pytest.mark.parametrize(
    "broken",
    [
        {"email": "anna"},
        {"password": "7 chars"},
        {"password": "x" * 201},
        {"surname": "  "},
        {"name": "x" * 201},
        {"grade": 0},
        {"grade": 12},
        {"grade": "9"},
        {"consent": False},
        {"consent": None},
        {"telegram_id": 1},
    ],
)
def test_one_broken_field_is_found(broken: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as refused:
        filled(**broken)
    assert [error["loc"] for error in refused.value.errors()] == [tuple(broken)]


@pytest.mark.anyio
async def test_who_registered_can_log_in_whatever_the_case_of_the_email() -> None:
    door = Door()
    student_id = await door.register(filled(), Origin.SIMULATED)
    assert await door.log_in(" ANNA@school.RU ", "long enough") == student_id
    assert door.students.origins == [Origin.SIMULATED]
    assert door.work.commits == 2


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("email", "password"), [("anna@school.ru", "Long enough"), ("ann@school.ru", "long enough")]
)
async def test_a_wrong_password_and_an_unknown_email_are_refused_alike(email: str, password: str) -> None:
    door = Door()
    await door.register(filled())
    with pytest.raises(WrongCredentials) as refused:
        await door.log_in(email, password)
    assert refused.value.args == ()


@pytest.mark.anyio
async def test_nobody_is_added_twice_or_to_an_unknown_subject() -> None:
    door = Door()
    await door.register(filled())
    with pytest.raises(EmailTaken):
        await door.register(filled(email="ANNA@school.ru"))
    with pytest.raises(SubjectUnknown):
        await door.register(filled(email="other@school.ru", subject="astrology"))
    assert door.work.commits == 1
