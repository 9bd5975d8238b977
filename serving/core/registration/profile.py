"""What a student tells about himself; one validator for every platform."""

from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    EmailStr,
    SecretStr,
    StringConstraints,
)

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Grade = Literal[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, "graduated"]


def _nothing_given(value: object) -> object:
    return None if isinstance(value, str) and value.strip() in {"", "-", "–", "—"} else value


def _long_enough(password: SecretStr) -> SecretStr:
    if not 8 <= len(password.get_secret_value()) <= 200:
        raise ValueError("the password must have 8 to 200 characters")
    return password


class Account(BaseModel):
    """Without consent to the processing of personal data nobody is registered."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    email: Annotated[EmailStr, AfterValidator(str.lower)]
    password: Annotated[SecretStr, AfterValidator(_long_enough)]
    surname: Line
    name: Line
    patronymic: Annotated[Line | None, BeforeValidator(_nothing_given)] = None
    consent: Literal[True]


class Registration(Account):
    """Of a student."""

    grade: Grade
    school: Line
    region: Line
    subject: Line
