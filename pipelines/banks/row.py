"""A row of a bank with its cells named."""

from dataclasses import dataclass
from enum import StrEnum

from pipelines.banks.photos import Photo
from pipelines.banks.subjects import Subject
from serving.core.questions import Kind

MISSING = frozenset({"", "-", "–", "—"})
"""What means "nothing given" in the columns of themes and sources, and only there."""


class Trouble(StrEnum):
    """What only the reader can see; each has a rule."""

    BROKEN_SYNTAX = "broken_syntax"
    PARTIAL_CREDIT = "partial_credit"
    WILDCARD = "wildcard"
    SEVERAL_PICTURES = "several_pictures"
    PICTURE_IN_OPTION = "picture_in_option"
    PICTURE_IN_EXPLANATION = "picture_in_explanation"
    KEY_STYLE_DIFFERS = "key_style_differs"
    QUESTION_ELSEWHERE = "question_elsewhere"


@dataclass(frozen=True, slots=True)
class Defect:
    """`column` as rules call it; `value` is quoted in the sentence of the rule."""

    trouble: Trouble
    column: str | None
    value: str


@dataclass(frozen=True, slots=True)
class Row:
    """`options` are without the empty ones at the end; an empty one inside is a gap.

    `base` is what the key of the first option is. `kind` is None when the file names no kind we have.
    `picture` is the file that the row names; `surplus` is what stands to the right of the header.
    """

    sheet: str | None
    number: int
    subject: Subject
    base: int
    named_kind: str
    kind: Kind | None
    text: str
    options: tuple[str, ...]
    answer: str
    tolerance: str
    explanation: str
    theme: str
    source: str
    picture: str
    has_picture: bool
    photo: Photo | None
    subway: bool
    points: str
    fixed_order: bool
    surplus: str
    defects: tuple[Defect, ...] = ()

    @property
    def prose(self) -> str:
        """Everything that a student reads."""
        return "\n".join((self.text, *self.options, self.explanation))

    @property
    def is_choice(self) -> bool:
        return self.kind in (Kind.ONE, Kind.MULTIPLE)
