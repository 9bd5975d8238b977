"""A submission loaded by the job in this very process, for the operator's command line."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import dagster as dg

from pipelines.defs.in_process import run_here
from pipelines.defs.question_banks.assets import BankFiles, checked, released, submission
from pipelines.defs.question_banks.checks import every_row_is_accepted, expectations
from pipelines.defs.question_banks.job import load_banks as job
from pipelines.defs.question_banks.outcome import Block, LoadResult
from pipelines.defs.question_banks.store import Bank, BankInPostgres
from pipelines.defs.question_banks.values import CheckedBank


def load_banks(
    files: Sequence[Path],
    postgres_url: str,
    *,
    subject: str | None = None,
    photos: Path | None = None,
    all_or_nothing: bool = False,
    progress: Callable[[str], None],
) -> LoadResult:
    """Raises FileRefused, PostgresError and whatever else an asset raises; the bank is then as it was."""
    bank = BankInPostgres(postgres_url=postgres_url)
    return load_into(
        bank, files, subject=subject, photos=photos, all_or_nothing=all_or_nothing, progress=progress
    )


def load_into(
    bank: Bank,
    files: Sequence[Path],
    *,
    subject: str | None,
    photos: Path | None,
    all_or_nothing: bool,
    progress: Callable[[str], None],
) -> LoadResult:
    """As `load_banks`; the bank is opened only when the files have passed their checks."""
    config = BankFiles(
        files=[str(file.absolute()) for file in files],
        subject=subject,
        photos=str(photos.absolute()) if photos else None,
        all_or_nothing=all_or_nothing,
    )
    finished = run_here(_job(bank), progress, {submission.op.name: config})
    blocks = tuple(_block(evaluation) for evaluation in finished.blocking())
    passed: CheckedBank = finished.run.asset_value(checked.key)
    release = None if blocks else finished.run.asset_value(released.key)
    return LoadResult(passed.reports, passed.conflicts, blocks, release)


def _job(bank: Bank) -> dg.JobDefinition:
    return dg.Definitions(
        assets=[submission, checked, released],
        asset_checks=[expectations, every_row_is_accepted],
        jobs=[job],
        resources={"bank": bank, "io_manager": dg.mem_io_manager},
    ).resolve_job_def(job.name)


def _block(evaluation: dg.AssetCheckEvaluation) -> Block:
    return Block(evaluation.check_name, evaluation.description or "", tuple(_rows(evaluation)))


def _rows(evaluation: dg.AssetCheckEvaluation) -> Iterator[int]:
    match evaluation.metadata.get("rows"):
        case dg.JsonMetadataValue(data=list(rows)):
            yield from (row for row in rows if isinstance(row, int))
