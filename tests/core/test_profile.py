"""What a student tells about himself is checked in one place."""

import pytest
from pydantic import ValidationError

from serving.core.registration.profile import Registration

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
        {"grade": True},
        {"grade": 9.0},
        {"grade": 9.5},
        {"grade": None},
        {"consent": 1},
        {"consent": "true"},
        {"surname": "a\0b"},
        {"school": "\ud800"},
        {"email": "anna@school.ru\n"},
        {"region": "Алтай"},
        {"region": "Атлантида"},
        {"consent": False},
        {"consent": None},
        {"telegram_id": 1},
    ],
)
def test_one_broken_field_is_found(broken: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as refused:
        filled(**broken)
    assert [error["loc"] for error in refused.value.errors()] == [tuple(broken)]
