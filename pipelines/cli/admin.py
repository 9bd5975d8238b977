"""`apo admin`: what an operator allows whom."""

from typing import Annotated

import typer

from pipelines.cli.progress import say
from serving.core.roles.roles import Role

app = typer.Typer(no_args_is_help=True, help="Accounts: who may do what.")


@app.command("grant", epilog="Example: `apo admin grant anna@school.ru department --subject economics`")
def grant_role(
    email: Annotated[str, typer.Argument(help="Of a registered account.")],
    role: Annotated[Role, typer.Argument(help="A department publishes its subjects, an analyst only reads.")],
    subject: Annotated[
        list[str] | None, typer.Option(help="A subject of the department; repeat it for several.")
    ] = None,
) -> None:
    """Give an account a role, instead of the one it had."""
    from pipelines.cli.grants import grant_to_account
    from serving.settings import read_settings

    subjects = grant_to_account(read_settings(), email, role, subject or [])
    say(f"{email} is now {role}{' of ' if subjects else ''}{', '.join(subjects)}.")


@app.command("audit", epilog="Example: `apo admin audit --what student:7`")
def show_audit(
    what: Annotated[str | None, typer.Option(help="A kind and an id: student:7, broadcast:3.")] = None,
    last: Annotated[int, typer.Option(min=1, max=1000, help="How many, the newest first.")] = 20,
) -> None:
    """Who did what, with what was there before and after."""
    from pipelines.cli.grants import audit_lines
    from serving.settings import read_settings

    for line in audit_lines(read_settings(), what, last):
        typer.echo(line)
