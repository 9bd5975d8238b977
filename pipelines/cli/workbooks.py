"""The workbooks that `apo banks` writes for a department, and what it says when it refuses a file."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer

from pipelines.banks.refusal import FileRefused
from pipelines.banks.report import Report
from pipelines.cli.submissions import refused_files
from pipelines.refusal import Refusal


def write_template_of(subject: str, file: Path) -> None:
    """Raises Refusal."""
    from pipelines.banks.subjects import read_subjects
    from pipelines.banks.template.workbook import write_template

    subjects = read_subjects()
    found = subjects.named(subject)
    if found is None:
        raise Refusal(f"There is no subject «{subject}»: choose one of {', '.join(subjects)}.")
    try:
        write_template(found, file)
    except OSError as error:
        raise Refusal(f"{file} cannot be written ({error.strerror}): name another file.") from error


def write_answers(
    files: Sequence[Path], reports: Sequence[Report], answer: Path | None, profile: Path | None
) -> None:
    """One workbook a file; of several files, each has the name of its file behind that of the answer."""
    if answer is None:
        return
    from pipelines.banks.annotation.answer import write_answer
    from pipelines.banks.profile import read_profile

    with refused_files():
        for file, report in zip(files, reports, strict=True):
            named = answer if len(files) == 1 else answer.with_stem(f"{answer.stem}-{file.stem}")
            write_answer(file, report, named, read_profile(profile))


@contextmanager
def refusals_told(file: Path, *, as_json: bool) -> Iterator[None]:
    """A program reads the code, a person the sentence that ends the command."""
    try:
        yield
    except Refusal as refusal:
        if as_json and isinstance(refusal.__cause__, FileRefused):
            refused = {"code": refusal.__cause__.code, "message": str(refusal)}
            typer.echo(json.dumps({"file": file.name, "refused": refused}, ensure_ascii=False))
        raise
