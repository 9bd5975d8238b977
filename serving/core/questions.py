"""A question of the bank: the one definition that departments' rows, storage and training share."""

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal, NewType, Self, assert_never

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PositiveInt,
    StringConstraints,
    TypeAdapter,
    model_validator,
)

QuestionId = NewType("QuestionId", int)
OptionId = NewType("OptionId", int)

UNMEASURED = ("explanation", "points", "partial", "subway", "photo", "shuffle")
"""What may change in a question while the answers given before still measure the same item."""

NO_SOURCE = "без источника"
NO_THEME = "без темы"

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Kind(StrEnum):
    YES_NO = "yes_no"
    ONE = "one"
    MULTIPLE = "multiple"
    OPEN = "open"


POINTS_BY_KIND = {Kind.YES_NO: 1, Kind.ONE: 3, Kind.MULTIPLE: 5, Kind.OPEN: 7}


class Option(BaseModel):
    """`id` counts from 1 in the order of the department's file and never changes within a version."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: PositiveInt
    text: Text


class Tolerance(BaseModel):
    """How far a numeric answer may be from the accepted one: absolute, or per cent of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: Annotated[Decimal, Field(ge=0)]
    percent: bool = False


class Content(BaseModel):
    """What every kind of question has."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Text
    explanation: Text | None = None
    photo: Sha256 | None = None
    points: Annotated[int, Field(ge=0, le=1000)] | None = None
    subway: bool = False
    """Can be answered on the go, without paper."""

    @property
    def choices(self) -> tuple[Option, ...]:
        return ()


class YesNo(Content):
    kind: Literal[Kind.YES_NO] = Kind.YES_NO
    key: bool


class Choice(Content):
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=12)]
    shuffle: bool = True

    @property
    def choices(self) -> tuple[Option, ...]:
        return self.options

    @model_validator(mode="after")
    def option_ids_are_distinct(self) -> Self:
        if len({option.id for option in self.options}) != len(self.options):
            raise ValueError("option ids repeat")
        return self

    def check_right(self, key: Iterable[int]) -> None:
        """A right option must exist, and no other option may read the same (case and accents count)."""
        texts = [option.text for option in self.options]
        by_id = {option.id: option.text for option in self.options}
        for right in key:
            if right not in by_id:
                raise ValueError(f"key {right} is not an option")
            if texts.count(by_id[right]) > 1:
                raise ValueError(f"right option {right} occurs twice")


class One(Choice):
    kind: Literal[Kind.ONE] = Kind.ONE
    key: PositiveInt

    @model_validator(mode="after")
    def key_is_an_option(self) -> Self:
        self.check_right([self.key])
        return self


class Multiple(Choice):
    """`partial`: each right option earns its share, and each wrong one takes a share back."""

    kind: Literal[Kind.MULTIPLE] = Kind.MULTIPLE
    key: Annotated[tuple[PositiveInt, ...], Field(min_length=1)]
    partial: bool = False

    @model_validator(mode="after")
    def keys_are_options(self) -> Self:
        if tuple(sorted(set(self.key))) != self.key:
            raise ValueError("keys must ascend and not repeat")
        self.check_right(self.key)
        return self


class Open(Content):
    """`key`: accepted forms; a form is a text, a number or a range `10..12`."""

    kind: Literal[Kind.OPEN] = Kind.OPEN
    key: Annotated[tuple[Text, ...], Field(min_length=1)]
    tolerance: Tolerance | None = None

    @model_validator(mode="after")
    def tolerance_needs_numbers(self) -> Self:
        if self.tolerance is not None and not all(is_amount(form) for form in self.key):
            raise ValueError("a tolerance needs numeric accepted forms")
        return self


Question = Annotated[YesNo | One | Multiple | Open, Field(discriminator="kind")]
question_adapter: TypeAdapter[YesNo | One | Multiple | Open] = TypeAdapter(Question)

_NUMBER = re.compile(r"^[+-]?(\d+(\.\d*)?|\.\d+)$")
_UNIT = re.compile(r"^([\s\d.,+\-\u2010-\u2015\u2212]*\d)\s*([^\s\d.,].*?)\s*$", re.DOTALL)
_MINUSES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-") | {",": "."})


def number(text: str) -> Decimal | None:
    """The value of `3,14`, `3.14`, `−5` or `1 000`; None when the text is not a number."""
    plain = "".join(text.split()).translate(_MINUSES)
    return Decimal(plain) if _NUMBER.match(plain) else None


def measured(text: str) -> tuple[str, str]:
    """An amount and its unit: `5 km` is `5` of `km`, `5` is of no unit, a text is all amount."""
    found = _UNIT.match(text)
    return (text, "") if found is None else (found[1], found[2])


def is_amount(form: str) -> bool:
    """Whether it is a number, with or without a unit."""
    return number(measured(form)[0]) is not None


def points(question: YesNo | One | Multiple | Open) -> int:
    return POINTS_BY_KIND[question.kind] if question.points is None else question.points


def shuffles(question: YesNo | One | Multiple | Open) -> bool:
    match question:
        case One() | Multiple():
            return question.shuffle
        case YesNo() | Open():
            return False
        case _:
            assert_never(question)
