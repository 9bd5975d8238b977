"""What came of a submission."""

from dataclasses import dataclass

from pipelines.banks.report import CheckedQuestion, Report
from pipelines.stores.releases import Release
from pipelines.stores.submission import RowCounts

EVERY_ROW = "every_row_is_accepted"


@dataclass(frozen=True, slots=True)
class Block:
    """A check that kept the bank from being released; `rows` are those of the first questions at fault."""

    check: str
    notes: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LoadResult:
    """`release` is None if and only if something blocks it; `conflicts` as in a checked bank."""

    reports: tuple[Report, ...]
    conflicts: tuple[tuple[CheckedQuestion, ...], ...]
    blocks: tuple[Block, ...]
    counts: RowCounts
    release: Release | None

    @property
    def refused(self) -> bool:
        """The questions as a whole break an expectation, whatever became of single rows."""
        return any(block.check != EVERY_ROW for block in self.blocks)
