"""`apo banks`: question banks from files to a release."""

from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.progress import say

app = typer.Typer(no_args_is_help=True, help="Question banks: check the files, release what is accepted.")

Subject = Annotated[str | None, typer.Option(help="The subject of files that do not name theirs.")]
Photos = Annotated[Path | None, typer.Option(help="Directory of the pictures that the files name.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


@app.command(epilog="Example: `apo banks check economics.csv --photos photos`")
def check(
    file: Annotated[Path, typer.Argument(help="CSV or workbook of a department.")],
    subject: Subject = None,
    photos: Photos = None,
    as_json: Json = False,
) -> None:
    """Say everything that is wrong with a file; needs no database.

    Exit code 0: every row is accepted; 1: some are rejected or held; 2: the file is refused.
    """
    from pipelines.cli.bank_reports import is_whole, text_of
    from pipelines.cli.submissions import read_report

    report = read_report(file, subject, photos)
    typer.echo(report.to_json() if as_json else text_of([report]))
    raise typer.Exit(0 if is_whole([report]) else 1)


@app.command(epilog="Example: `apo banks load one.csv yesno.csv --photos photos`")
def load(
    files: Annotated[list[Path], typer.Argument(help="Files of one submission, the newest last.")],
    subject: Subject = None,
    photos: Photos = None,
    all_or_nothing: Annotated[
        bool, typer.Option("--all-or-nothing", help="Release nothing when a row is rejected or held.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Submit files and release what is accepted, as one release; loading the same again changes nothing.

    Exit code 0: every row is accepted; 1: some are rejected or held; 2: refused, nothing changed.
    """
    from pipelines.cli.load_reports import exit_code, json_of_load, text_of_load
    from pipelines.cli.submissions import load_submission
    from serving.settings import read_settings

    result = load_submission(
        files, read_settings(), say, subject=subject, photos=photos, all_or_nothing=all_or_nothing
    )
    typer.echo(json_of_load(result) if as_json else text_of_load(result))
    raise typer.Exit(exit_code(result))
