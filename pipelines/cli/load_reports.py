"""What a load of banks says, as text and as JSON."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from pipelines.banks.report import CheckedQuestion, Level
from pipelines.cli.bank_reports import is_whole, text_of
from pipelines.defs.question_banks.outcome import Block, LoadResult
from pipelines.stores.bank_comparison import Diff
from pipelines.stores.submission import RowCounts


def text_of_load(result: LoadResult) -> str:
    conflicts = [_conflict(copies) for copies in result.conflicts]
    return "\n".join([text_of(result.reports), *conflicts, *_outcome(result)])


def json_of_load(result: LoadResult) -> str:
    """`release` is null when nothing was new or changed, or when `blocked` says why not."""
    release = result.release
    diff = release.diff if release else Diff((), (), ())
    return json.dumps(
        {
            "release": release.id if release else None,
            "new": diff.new,
            "changed": diff.changed,
            "unchanged": diff.unchanged,
            "retired": diff.retired,
            "counts": asdict(result.counts),
            "blocked": [
                {"check": block.check, "notes": block.notes, "rows": block.rows} for block in result.blocks
            ],
            "conflicts": [[copy.identity for copy in copies] for copies in result.conflicts],
            "reports": [json.loads(report.to_json()) for report in result.reports],
        },
        ensure_ascii=False,
    )


def exit_code(result: LoadResult) -> int:
    """0: every row is accepted; 1: some are rejected or held; 2: the questions as a whole are refused."""
    if result.refused:
        return 2
    return 0 if is_whole(result.reports) and not result.conflicts else 1


def _outcome(result: LoadResult) -> list[str]:
    release = result.release
    if release is None:
        return ["Nothing is released.", *(_blocked(block) for block in result.blocks)]
    diff = release.diff
    if release.id is None:
        return [
            _accounts(result.counts, diff),
            f"The bank is already as submitted: {len(diff.unchanged)} questions unchanged.",
        ]
    counts = f"{len(diff.new)} new, {len(diff.changed)} changed, {len(diff.unchanged)} unchanged"
    retired = f", {len(diff.retired)} retired" if diff.retired else ""
    return [_accounts(result.counts, diff), f"Release {release.id}: {counts}{retired} questions."]


def _accounts(counts: RowCounts, diff: Diff) -> str:
    return (
        f"{counts.rows} rows = {len(diff.new)} new + {len(diff.changed)} changed + "
        f"{len(diff.unchanged)} unchanged + {counts.merged} merged + {counts.rejected} rejected + "
        f"{counts.held} held"
    )


def _blocked(block: Block) -> str:
    rows = f" (rows {', '.join(map(str, block.rows))})" if block.rows else ""
    return f"  {block.check}: {block.notes}{rows}"


def _conflict(copies: Sequence[CheckedQuestion]) -> str:
    rows = " and ".join(f"row {copy.rows[-1]}" for copy in copies)
    return f"  {Level.HOLD} conflict between files: {rows}: «{copies[0].question.text}» has different keys"
