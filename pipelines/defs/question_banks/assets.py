"""submission → checked → released."""

from dataclasses import asdict
from pathlib import Path

import dagster as dg

from pipelines.defs.question_banks.papers import data_docs_folder, report_folder, write_report
from pipelines.defs.question_banks.pictures import keep_pictures
from pipelines.defs.question_banks.store import Bank
from pipelines.defs.question_banks.values import CheckedBank, SubmittedBank
from pipelines.stores.releases import Release, release
from pipelines.stores.submitted_files import content_sha256

GROUP = "question_banks"


class BankFiles(dg.Config):
    """Paths as the machine that runs the job sees them; `subject` for files that do not name theirs.

    `actor` is who submits them; with `answers` each file comes back as a workbook with what to correct.
    """

    files: list[str]
    subject: str | None = None
    photos: str | None = None
    all_or_nothing: bool = False
    retire_missing: bool = False
    actor: str = "dagster"
    profile: str | None = None
    answers: bool = False


@dg.asset(key_prefix=GROUP, group_name=GROUP)
def submission(config: BankFiles) -> dg.MaterializeResult[SubmittedBank]:
    files = tuple(Path(file) for file in config.files)
    photos = Path(config.photos) if config.photos else None
    submitted = SubmittedBank(
        files,
        config.subject,
        photos,
        config.all_or_nothing,
        config.retire_missing,
        config.actor,
        Path(config.profile) if config.profile else None,
        config.answers,
    )
    return dg.MaterializeResult(value=submitted, metadata={"files": config.files})


@dg.asset(key_prefix=GROUP, group_name=GROUP, ins={"submission": dg.AssetIn(submission.key)})
def checked(
    context: dg.AssetExecutionContext, submission: SubmittedBank, bank: dg.ResourceParam[Bank]
) -> dg.MaterializeResult[CheckedBank]:
    from pipelines.banks.check import check, combine, conflicts
    from pipelines.banks.profile import read_profile
    from pipelines.banks.subjects import read_subjects

    context.log.info(f"Checking {', '.join(file.name for file in submission.files)}")
    subjects, profile = read_subjects(), read_profile(submission.profile)
    reports = tuple(
        check(file, subjects, subject=submission.subject, photos=submission.photos, profile=profile)
        for file in submission.files
    )
    found = CheckedBank(
        submission, content_sha256(submission.files), reports, combine(reports), conflicts(reports)
    )
    folder = report_folder(bank.directory, context.run.run_id)
    write_report(folder, found)
    metadata = {
        **asdict(found.counts),
        "questions": len(found.questions),
        "report": dg.MetadataValue.path(str(folder)),
    }
    return dg.MaterializeResult(value=found, metadata=metadata)


@dg.asset(key_prefix=GROUP, group_name=GROUP, ins={"checked": dg.AssetIn(checked.key)})
def released(
    context: dg.AssetExecutionContext, checked: CheckedBank, bank: dg.ResourceParam[Bank]
) -> dg.MaterializeResult[Release]:
    from pipelines.banks.subjects import read_subjects

    titles = {code: subject.title for code, subject in read_subjects().items()}
    pictures = keep_pictures(checked, bank.files())
    with bank.open() as connection:
        made = release(connection, checked.submission(), titles)
    metadata = {
        "release": made.id,
        "new": len(made.diff.new),
        "changed": len(made.diff.changed),
        "unchanged": len(made.diff.unchanged),
        "retired": len(made.diff.retired),
        **asdict(checked.counts),
        "pictures": pictures,
        "report": dg.MetadataValue.path(str(report_folder(bank.directory, context.run.run_id))),
        "data_docs": dg.MetadataValue.path(str(data_docs_folder(bank.directory, context.run.run_id))),
    }
    return dg.MaterializeResult(value=made, metadata=metadata)
