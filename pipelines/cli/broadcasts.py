"""`apo broadcast`: what an admin sends to many."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.progress import say
from serving.core.broadcasts.broadcasts import Channel
from serving.core.roles.roles import Role

app = typer.Typer(no_args_is_help=True, help="Messages to many students.")

Number = Annotated[int, typer.Argument(help="Of the broadcast, as `draft` says it.")]
Many = list[str] | None


@app.command(epilog="Example: `apo broadcast draft text.txt --title Олимпиада --by telegram --grade 11`")
def draft(
    text: Annotated[Path, typer.Argument(help="A file with the text.", exists=True, dir_okay=False)],
    title: Annotated[str, typer.Option(help="The subject of a letter.")],
    by: Annotated[list[Channel], typer.Option(help="Repeat it for several channels.")],
    button: Annotated[Many, typer.Option(help="`What it says=https://…`, below the text.")] = None,
    photo: Annotated[
        Path | None, typer.Option(help="A PNG, JPEG or WebP above the text.", exists=True, dir_okay=False)
    ] = None,
    subject: Annotated[Many, typer.Option(help="Only students of this subject.")] = None,
    region: Annotated[Many, typer.Option()] = None,
    grade: Annotated[Many, typer.Option()] = None,
    role: Annotated[list[Role] | None, typer.Option()] = None,
    active_days: Annotated[int | None, typer.Option(min=1, help="Seen within so many days.")] = None,
) -> None:
    """Write it down; nothing is sent yet."""
    from pipelines.cli.broadcasting import draft_from

    audience = {
        "subjects": subject or [],
        "regions": region or [],
        "grades": grade or [],
        "roles": role or [],
        "active_days": active_days,
    }
    number = draft_from(text.read_text(), title, button or [], by, audience, photo)
    say(f"Draft {number}. Next: apo broadcast preview {number} --to EMAIL, then apo broadcast count {number}")


@app.command(epilog="Example: `apo broadcast preview 3 --to anna@school.ru`")
def preview(number: Number, to: Annotated[str, typer.Option(help="Of a registered account.")]) -> None:
    """Send it to one account, to look at it."""
    from pipelines.cli.broadcasting import preview_to

    preview_to(number, to)
    say(f"On its way to {to}.")


@app.command(epilog="Example: `apo broadcast count 3`")
def count(number: Number) -> None:
    """How many it would reach, by which channel, and how long it would take."""
    from pipelines.cli.broadcasting import count_lines

    for line in count_lines(number):
        typer.echo(line)


@app.command(epilog="Example: `apo broadcast run 3 --recipients 1200 --at 2026-09-01T10:00+03:00`")
def run(
    number: Number,
    recipients: Annotated[int, typer.Option(min=1, prompt="Type the number of students", help="As counted.")],
    at: Annotated[str | None, typer.Option(help="A moment with its zone; now when it is left out.")] = None,
) -> None:
    """Confirm it by the number of students, and send it now or later."""
    from pipelines.cli.broadcasting import moment_of, run_at

    moment: datetime | None = moment_of(at) if at else None
    say(f"It begins at {run_at(number, recipients, moment):%Y-%m-%d %H:%M %Z}.")


@app.command(epilog="Example: `apo broadcast pause 3`")
def pause(number: Number) -> None:
    """Stop it; what is on its way arrives."""
    from pipelines.cli.broadcasting import order

    order(number, "pause")
    say("Paused.")


@app.command(epilog="Example: `apo broadcast resume 3`")
def resume(number: Number) -> None:
    """Go on where it stopped."""
    from pipelines.cli.broadcasting import order

    order(number, "resume")
    say("It goes on.")


@app.command(epilog="Example: `apo broadcast cancel 3`")
def cancel(number: Number) -> None:
    """Send no more of it."""
    from pipelines.cli.broadcasting import order

    order(number, "cancel")
    say("Cancelled.")


@app.command(epilog="Example: `apo broadcast report 3`")
def report(number: Number) -> None:
    """What became of its messages until now."""
    from pipelines.cli.broadcasting import report_lines

    for line in report_lines(number):
        typer.echo(line)
