"""`apo export`: spreadsheets for those who look at the whole."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.progress import say
from serving.core.exports.exports import ExportName

Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="A day of Moscow, included.")]


def export(
    name: Annotated[
        ExportName, typer.Argument(help="A bank with pictures, GIFT or XML: `apo banks export`.")
    ],
    file: Annotated[Path, typer.Argument(help="The workbook to write, .xlsx.", dir_okay=False)],
    subject: Annotated[str | None, typer.Option(help="The code of one subject.")] = None,
    since: Day = None,
    until: Day = None,
    broadcast: Annotated[int | None, typer.Option(min=1, help="The number of the broadcast.")] = None,
    contest: Annotated[int | None, typer.Option(min=1, help="The number of the contest.")] = None,
    personal: Annotated[bool, typer.Option("--personal", help="With names and addresses.")] = False,
) -> None:
    """Write a table as a workbook with a sheet that explains its columns; it is noted in the audit."""
    from pipelines.cli.exporting import export_to
    from serving.core.exports.exports import ExportFilters, Wanted

    filters = ExportFilters(
        subject=subject,
        since=since.date() if since else None,
        until=until.date() if until else None,
        broadcast=broadcast,
        contest=contest,
    )
    rows = export_to(file, Wanted(name, filters, personal=personal))
    say(f"{rows} rows in {file}.")
