"""A submission loaded by the job in this very process, for the operator's command line."""

import getpass
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import dagster as dg

from pipelines.defs.in_process import run_here
from pipelines.defs.question_banks.assets import BankFiles, checked, released, submission
from pipelines.defs.question_banks.checks import every_row_is_accepted, expectations
from pipelines.defs.question_banks.job import load_banks as job
from pipelines.defs.question_banks.outcome import Block, LoadResult
from pipelines.defs.question_banks.store import Bank, BankInPostgres
from pipelines.defs.question_banks.validators import Validator, ValidatorHere
from pipelines.defs.question_banks.values import CheckedBank


def load_banks(
    files: Sequence[Path],
    postgres_url: str,
    *,
    subject: str | None = None,
    photos: Path | None = None,
    all_or_nothing: bool = False,
    retire_missing: bool = False,
    actor: str | None = None,
    home: Path | None = None,
    progress: Callable[[str], None],
) -> LoadResult:
    """`actor` is who submits, the user of this process when nobody is named; `home` that of the settings.

    Raises FileRefused, StoreError and whatever else an asset raises; the bank is then as it was.
    """
    return load_into(
        BankInPostgres(postgres_url=postgres_url, home=str(home or "")),
        files,
        subject=subject,
        photos=photos,
        all_or_nothing=all_or_nothing,
        retire_missing=retire_missing,
        actor=actor or getpass.getuser(),
        progress=progress,
    )


def load_into(
    bank: Bank,
    files: Sequence[Path],
    *,
    subject: str | None,
    photos: Path | None,
    all_or_nothing: bool,
    retire_missing: bool,
    actor: str,
    progress: Callable[[str], None],
    profile: Path | None = None,
    validator: Validator = ValidatorHere(),
) -> LoadResult:
    """As `load_banks`; the bank is opened only when the files have passed their checks."""
    config = BankFiles(
        files=[str(file.absolute()) for file in files],
        subject=subject,
        photos=str(photos.absolute()) if photos else None,
        all_or_nothing=all_or_nothing,
        retire_missing=retire_missing,
        actor=actor,
        profile=str(profile.absolute()) if profile else None,
    )
    finished = run_here(_job(bank, validator), progress, {submission.op.name: config})
    blocks = tuple(_block(evaluation) for evaluation in finished.blocking())
    passed: CheckedBank = finished.run.asset_value(checked.key)
    release = None if blocks else finished.run.asset_value(released.key)
    return LoadResult(passed.reports, passed.conflicts, blocks, passed.counts, release)


def _job(bank: Bank, validator: Validator) -> dg.JobDefinition:
    return dg.Definitions(
        assets=[submission, checked, released],
        asset_checks=[expectations, every_row_is_accepted],
        jobs=[job],
        resources={"bank": bank, "validator": validator, "io_manager": dg.mem_io_manager},
    ).resolve_job_def(job.name)


def _block(evaluation: dg.AssetCheckEvaluation) -> Block:
    return Block(evaluation.check_name, evaluation.description or "", tuple(_rows(evaluation)))


def _rows(evaluation: dg.AssetCheckEvaluation) -> Iterator[int]:
    match evaluation.metadata.get("rows"):
        case dg.JsonMetadataValue(data=list(rows)):
            yield from (row for row in rows if isinstance(row, int))
