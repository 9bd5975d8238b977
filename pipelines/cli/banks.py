"""`apo banks`: question banks from files to a release."""

from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.progress import say

app = typer.Typer(no_args_is_help=True, help="Question banks: check the files, release what is accepted.")

Subject = Annotated[str | None, typer.Option(help="The subject of files that do not name theirs.")]
Photos = Annotated[Path | None, typer.Option(help="Directory of the pictures that the files name.")]
Profile = Annotated[
    Path | None, typer.Option(help="TOML that declares what the file does not prove (see `apo banks check`).")
]
Answer = Annotated[
    Path | None, typer.Option("--report", help="Workbook to write: the file, marked, with what to correct.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


@app.command(epilog="Example: `apo banks template economics economics.xlsx`")
def template(
    subject: Annotated[str, typer.Argument(help="Code or title of the subject.")],
    file: Annotated[Path, typer.Argument(help="Workbook to write.")],
) -> None:
    """Write the workbook that a department fills in."""
    from pipelines.cli.workbooks import write_template_of

    write_template_of(subject, file)
    typer.echo(f"{file}: ready to be filled in. Next: apo banks check {file}")


@app.command(epilog="Example: `apo banks check economics.csv --photos photos --report answer.xlsx`")
def check(
    file: Annotated[Path, typer.Argument(help="Workbook, CSV, GIFT, Aiken, Moodle XML, or a zip of one.")],
    subject: Subject = None,
    profile: Profile = None,
    photos: Photos = None,
    answer: Answer = None,
    as_json: Json = False,
) -> None:
    """Say everything that is wrong with a file; needs no database.

    Exit code 0: every row is accepted; 1: some are rejected or held; 2: the file is refused.

    A profile may hold: subject, sheet, encoding, delimiter, header_row, columns.text = "…" (and any other
    column), options = ["…"], marks = ["…"], kind, key_style = "number", "latin", "cyrillic", "text" or
    "mark", key_base = 0 or 1, key_bases."IEO 2019" = 1 (accepts the remap of a held source).
    """
    from pipelines.cli.bank_reports import is_whole, text_of
    from pipelines.cli.submissions import read_report
    from pipelines.cli.workbooks import refusals_told, write_answers

    with refusals_told(file, as_json=as_json):
        report = read_report(file, subject, photos, profile)
        write_answers([file], [report], answer, profile)
    typer.echo(report.to_json() if as_json else text_of([report]))
    raise typer.Exit(0 if is_whole([report]) else 1)


@app.command(epilog="Example: `apo banks load one.csv yesno.csv --photos photos`")
def load(
    files: Annotated[list[Path], typer.Argument(help="Files of one submission, the newest last.")],
    subject: Subject = None,
    profile: Profile = None,
    photos: Photos = None,
    answer: Answer = None,
    all_or_nothing: Annotated[
        bool, typer.Option("--all-or-nothing", help="Release nothing when a row is rejected or held.")
    ] = False,
    retire_missing: Annotated[
        bool,
        typer.Option(
            "--retire-missing",
            help="Retire the questions that came only in earlier submissions of the same file names and are "
            "not in this one; refused when a row is rejected or held.",
        ),
    ] = False,
    as_json: Json = False,
) -> None:
    """Submit files and release what is accepted, as one release; loading the same again changes nothing.

    Exit code 0: every row is accepted; 1: some are rejected or held; 2: refused, nothing changed.
    """
    from pipelines.cli.load_reports import exit_code, json_of_load, text_of_load
    from pipelines.cli.submissions import load_submission
    from pipelines.cli.workbooks import write_answers
    from serving.settings import read_settings

    result = load_submission(
        files,
        read_settings(),
        say,
        subject=subject,
        profile=profile,
        photos=photos,
        all_or_nothing=all_or_nothing,
        retire_missing=retire_missing,
    )
    write_answers(files, result.reports, answer, profile)
    typer.echo(json_of_load(result) if as_json else text_of_load(result))
    raise typer.Exit(exit_code(result))


@app.command(epilog="Example: `apo banks export economics economics.xlsx --photos photos`")
def export(
    subject: Annotated[str, typer.Argument(help="Code or title of the subject.")],
    file: Annotated[
        Path,
        typer.Argument(help="Ends in .xlsx, .gift or .xml; with .zip behind it, brings the pictures along."),
    ],
    photos: Annotated[
        Path | None, typer.Option(help="Directory where the pictures of the bank are, under any names.")
    ] = None,
) -> None:
    """Write the live questions of a subject; sending the file in again changes nothing."""
    from pipelines.cli.bank_export import export_bank
    from serving.settings import read_settings

    export = export_bank(subject, file, photos, read_settings(), say)
    typer.echo(f"{file}: {export.questions} questions.")
    if export.missing:
        say(f"{export.missing} pictures are not in --photos: the file names them, but does not hold them.")


@app.command(epilog="Example: `apo banks rollback 12`")
def rollback(
    release: Annotated[int, typer.Argument(help="The number of the newest release.")],
) -> None:
    """Back to the release before: versions, themes, sources and statuses; what the release added is retired.

    Loading the same files again brings it all back.
    """
    from pipelines.cli.submissions import roll_back
    from serving.settings import read_settings

    undone = roll_back(release, read_settings(), say)
    typer.echo(
        f"Release {undone.release_id} is rolled back: {undone.restored} questions are as before it, "
        f"{undone.retired} that it added are retired."
    )
