"""What readers of formats without columns give."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.banks.row import Defect
from serving.core.questions import Kind


@dataclass(frozen=True, slots=True)
class ListedQuestion:
    """Fields as in a row of the workbook; `line` is where the question begins.

    `picture` is a name; `content` is given when the picture came inside of the file.
    """

    line: int
    kind: Kind | None
    text: str
    options: tuple[str, ...] = ()
    answer: str = ""
    named_kind: str = ""
    tolerance: str = ""
    explanation: str = ""
    theme: str = ""
    source: str = ""
    picture: str = ""
    content: bytes | None = None
    subway: bool = False
    points: str = ""
    fixed_order: bool = False
    defects: tuple[Defect, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    questions: Sequence[ListedQuestion]
