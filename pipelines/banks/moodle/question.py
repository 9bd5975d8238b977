"""A question of Moodle, before it is known whether it is one of ours."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from pipelines.banks.row import Defect

RIGHT = Decimal(100)


class Type(StrEnum):
    """The types that have a kind of ours, by their names in Moodle XML."""

    CHOICE = "multichoice"
    TRUE_FALSE = "truefalse"
    SHORT_ANSWER = "shortanswer"
    NUMERICAL = "numerical"


@dataclass(frozen=True, slots=True)
class Answer:
    """`weight` in per cent of the mark; `tolerance` as it is written, for numbers only."""

    text: str
    weight: Decimal
    feedback: str = ""
    tolerance: str = ""


@dataclass(frozen=True, slots=True)
class MoodleQuestion:
    """`line` is where it begins; `type` is Moodle's own name when it is none of `Type`.

    `picture` is a name; `content` is given when the picture came inside of the file.
    """

    line: int
    type: str
    text: str
    answers: Sequence[Answer] = ()
    single: bool = True
    feedback: str = ""
    theme: str = ""
    tags: Sequence[str] = ()
    fixed_order: bool = False
    picture: str = ""
    content: bytes | None = None
    defects: Sequence[Defect] = field(default=())
