"""`apo contest`: questions that many answer at one time."""

from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.progress import say

app = typer.Typer(no_args_is_help=True, help="Contests: planned, announced, ranked.")

Number = Annotated[int, typer.Argument(help="Of the contest, as `draft` says it.", min=1)]
Many = list[str] | None
Moment = Annotated[str, typer.Option(help="A moment with its zone.")]


@app.command(
    epilog="Example: `apo contest draft Кубок --subject economics --start 2026-09-01T10:00+03:00"
    " --end 2026-09-01T12:00+03:00 --count 20 --freeze 30`"
)
def draft(
    title: Annotated[str, typer.Argument()],
    subject: Annotated[str, typer.Option(help="Its code.")],
    start: Moment,
    end: Moment,
    question: Annotated[list[int] | None, typer.Option(help="The number of one; repeat it.")] = None,
    count: Annotated[int | None, typer.Option(min=1, help="So many are drawn, instead.")] = None,
    theme: Annotated[Many, typer.Option(help="Of the drawn ones.")] = None,
    level: Annotated[list[int] | None, typer.Option(min=1, max=5, help="Of the drawn ones.")] = None,
    seed: Annotated[int, typer.Option(min=0, help="The same draws the same.")] = 0,
    minutes: Annotated[int | None, typer.Option(min=1, help="A student's own time.")] = None,
    attempts: Annotated[int, typer.Option(min=1, max=10)] = 1,
    shuffled: Annotated[bool, typer.Option("--shuffled", help="Another order for everybody.")] = False,
    penalty: Annotated[int, typer.Option(min=0, help="Points lost by a wrong answer.")] = 0,
    points: Annotated[Many, typer.Option(help="KIND=POINTS of a right answer: one=2; repeat it.")] = None,
    freeze: Annotated[int, typer.Option(min=0, help="Minutes before the end.")] = 0,
    grade: Annotated[Many, typer.Option(help="Only these may enter.")] = None,
    region: Annotated[Many, typer.Option(help="Only these may enter.")] = None,
    code: Annotated[str | None, typer.Option(help="Only who knows it may enter.")] = None,
    virtual: Annotated[bool, typer.Option(help="After the end, for oneself.")] = True,
) -> None:
    """Plan it; nobody sees it yet."""
    from pipelines.cli.contesting import draft_of

    filters = {"themes": theme or None, "difficulty": level or None}
    listed = {"by": "list", "questions": question}
    drawn = {"by": "filters", "filters": filters, "count": count, "seed": seed}
    plan = {
        "title": title,
        "subject": subject,
        "questions": listed if question else drawn,
        "starts_at": start,
        "ends_at": end,
        "minutes": minutes,
        "attempts": attempts,
        "shuffled": shuffled,
        "scoring": {"penalty": penalty, "by_kind": dict(each.partition("=")[::2] for each in points or [])},
        "freeze_minutes": freeze,
        "entrants": {"grades": grade or [], "regions": region or [], "code": code},
        "virtual": virtual,
    }
    number = draft_of(plan)
    say(f"Draft {number}. Next: apo contest announce {number}")


@app.command(epilog="Example: `apo contest announce 3`")
def announce(number: Number) -> None:
    """Choose its questions, which leave training until the end, and show it to students."""
    from pipelines.cli.contesting import announce_of

    say(f"Announced with {announce_of(number)} questions.")


@app.command(epilog="Example: `apo contest cancel 3`")
def cancel(number: Number) -> None:
    """Call it off; its questions return to training."""
    from pipelines.cli.contesting import order

    order(number, "cancel")
    say("Called off.")


@app.command(epilog="Example: `apo contest finish 3`")
def finish(number: Number) -> None:
    """End it now, before its time; what was answered counts."""
    from pipelines.cli.contesting import order

    order(number, "finish")
    say(f"Finished. Next: apo contest results {number}")


@app.command(epilog="Example: `apo contest results 3`")
def results(number: Number) -> None:
    """Show everybody the whole table, also what happened after the freeze."""
    from pipelines.cli.contesting import order

    order(number, "results")
    say("The results are published.")


@app.command(epilog="Example: `apo contest standings 3 --file standings.xlsx`")
def standings(
    number: Number,
    rows: Annotated[int, typer.Option(min=1, max=1000)] = 20,
    file: Annotated[Path | None, typer.Option(help="All of it, as a workbook.", dir_okay=False)] = None,
) -> None:
    """The table as everybody sees it now."""
    from pipelines.cli.contesting import table_lines
    from pipelines.cli.exporting import export_to
    from serving.core.exports.exports import ExportFilters, ExportName, Wanted

    if file is not None:
        wanted = Wanted(ExportName.CONTEST, ExportFilters(contest=number))
        say(f"{export_to(file, wanted)} rows in {file}.")
        return
    for line in table_lines(number, rows):
        typer.echo(line)


@app.command(epilog="Example: `apo contest rejudge 3`, then `apo contest rejudge 3 --apply`")
def rejudge(
    number: Number,
    apply: Annotated[bool, typer.Option("--apply", help="Do it, and tell whose points change.")] = False,
) -> None:
    """What corrected keys do to its points and places."""
    from pipelines.cli.contesting import rejudgement_lines

    for line in rejudgement_lines(number, apply=apply):
        typer.echo(line)


@app.command(epilog="Example: `apo contest items 3`")
def items(
    number: Number, as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False
) -> None:
    """How its questions worked: facility, discrimination, weight, by first attempts."""
    from pipelines.cli.contesting import analysis_of
    from pipelines.cli.item_reports import json_of_items, text_of_items

    typer.echo((json_of_items if as_json else text_of_items)(*analysis_of(number)))


@app.command("list", epilog="Example: `apo contest list`")
def list_contests(last: Annotated[int, typer.Option(min=1, max=1000)] = 20) -> None:
    """The newest first, drafts as well."""
    from pipelines.cli.contesting import contest_lines

    for line in contest_lines(last):
        typer.echo(line)
