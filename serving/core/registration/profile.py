"""What a student tells about himself; one validator for every platform."""

from typing import Annotated, Literal
from unicodedata import category
from zoneinfo import available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    EmailStr,
    SecretStr,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from serving.core.registration.regions import RegionUnclear, find_region

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


def _storable(text: object) -> object:
    if isinstance(text, str) and any(category(character) in {"Cc", "Cs"} for character in text):
        raise PydanticCustomError("unprintable", "must not hold control characters")
    return text


Line = Annotated[Text, AfterValidator(_storable)]


def _whole_number_or_word(grade: object) -> object:
    if isinstance(grade, bool | float):
        raise PydanticCustomError("grade", "must be a whole number from 1 to 11 or 'graduated'")
    return grade


def _nothing_given(value: object) -> object:
    return None if isinstance(value, str) and value.strip() in {"", "-", "–", "—"} else value


def _true(value: object) -> object:
    if value is not True:
        raise PydanticCustomError("consent", "must be true")
    return value


def _long_enough(password: SecretStr) -> SecretStr:
    if not 8 <= len(password.get_secret_value()) <= 200:
        raise PydanticCustomError("password", "the password must have 8 to 200 characters")
    return password


def _known_region(typed: str) -> str:
    try:
        return find_region(typed)
    except RegionUnclear as unclear:
        message = "must be a region of Russia; repeat with the one that is meant"
        facts = {"candidates": list(unclear.candidates)}
        raise PydanticCustomError("region_unclear", message, facts) from unclear


def _taught(code: str, info: ValidationInfo) -> str:
    """`subjects` of the context are the codes that exist; without a context any code passes."""
    if info.context is not None and code not in info.context["subjects"]:
        raise PydanticCustomError("subject_unknown", "must be the code of a subject")
    return code


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise PydanticCustomError("time_zone", "must be a name such as Asia/Tomsk")
    return name


Email = Annotated[
    EmailStr, StringConstraints(max_length=254), AfterValidator(str.lower), BeforeValidator(_storable)
]
Password = Annotated[SecretStr, AfterValidator(_long_enough)]
Patronymic = Annotated[Line | None, BeforeValidator(_nothing_given)]
Consent = Annotated[Literal[True], BeforeValidator(_true)]
GRADE = {
    "anyOf": [{"type": "integer", "minimum": 1, "maximum": 11}, {"type": "string", "enum": ["graduated"]}]
}
"""Generators of clients know no enumeration of numbers and texts."""
Grade = Annotated[
    Literal[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, "graduated"],
    BeforeValidator(_whole_number_or_word),
    WithJsonSchema(GRADE),
]
Region = Annotated[Line, AfterValidator(_known_region)]
Subject = Annotated[Line, AfterValidator(_taught)]
TimeZone = Annotated[Line, AfterValidator(_known_zone)]


class Account(BaseModel):
    """Without consent to the processing of personal data nobody is registered."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    email: Email
    password: Password
    surname: Line
    name: Line
    patronymic: Patronymic = None
    consent: Consent


class Profile(BaseModel):
    """Of a student, however he proves who he is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    surname: Line
    name: Line
    patronymic: Patronymic = None
    grade: Grade
    school: Line
    region: Region
    subject: Subject


class Registration(Account):
    """Of a student who logs in by e-mail and password."""

    grade: Grade
    school: Line
    region: Region
    subject: Subject


class TelegramRegistration(Profile):
    """Of a student whom Telegram vouches for."""

    consent: Consent


class ProfileChange(BaseModel):
    """What is absent or null stays, but a null patronymic is removed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    surname: Line | None = None
    name: Line | None = None
    patronymic: Patronymic = None
    grade: Grade | None = None
    school: Line | None = None
    region: Region | None = None
    subject: Subject | None = None
    time_zone: TimeZone | None = None
