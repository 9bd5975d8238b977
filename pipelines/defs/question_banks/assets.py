"""submission → checked → released."""

from pathlib import Path

import dagster as dg

from pipelines.defs.question_banks.store import Bank
from pipelines.defs.question_banks.values import CheckedBank, SubmittedBank
from pipelines.stores.releases import Release, release
from pipelines.stores.submitted_files import content_sha256

GROUP = "question_banks"


class BankFiles(dg.Config):
    """Paths as the machine that runs the job sees them; `subject` for files that do not name theirs."""

    files: list[str]
    subject: str | None = None
    photos: str | None = None
    all_or_nothing: bool = False


@dg.asset(key_prefix=GROUP, group_name=GROUP)
def submission(config: BankFiles) -> dg.MaterializeResult[SubmittedBank]:
    files = tuple(Path(file) for file in config.files)
    photos = Path(config.photos) if config.photos else None
    submitted = SubmittedBank(files, config.subject, photos, config.all_or_nothing)
    return dg.MaterializeResult(value=submitted, metadata={"files": config.files})


@dg.asset(key_prefix=GROUP, group_name=GROUP, ins={"submission": dg.AssetIn(submission.key)})
def checked(
    context: dg.AssetExecutionContext, submission: SubmittedBank
) -> dg.MaterializeResult[CheckedBank]:
    from pipelines.banks.check import check, combine, conflicts
    from pipelines.banks.subjects import read_subjects

    context.log.info(f"Checking {', '.join(file.name for file in submission.files)}")
    subjects = read_subjects()
    reports = tuple(
        check(file, subjects, subject=submission.subject, photos=submission.photos)
        for file in submission.files
    )
    bank = CheckedBank(
        submission, content_sha256(submission.files), reports, combine(reports), conflicts(reports)
    )
    counts = {"questions": len(bank.questions), "rejected": bank.rejected, "held": bank.held}
    return dg.MaterializeResult(value=bank, metadata=counts)


@dg.asset(key_prefix=GROUP, group_name=GROUP, ins={"checked": dg.AssetIn(checked.key)})
def released(checked: CheckedBank, bank: dg.ResourceParam[Bank]) -> dg.MaterializeResult[Release]:
    from pipelines.banks.subjects import read_subjects

    titles = {code: subject.title for code, subject in read_subjects().items()}
    with bank.open() as connection:
        made = release(connection, checked.submission(), titles)
    metadata = {
        "release": made.id,
        "new": len(made.diff.new),
        "changed": len(made.diff.changed),
        "unchanged": len(made.diff.unchanged),
    }
    return dg.MaterializeResult(value=made, metadata=metadata)
