"""The root of `apo`; what a command needs is imported when it runs, so that `--help` is instant."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli import admin, answers, backups, banks, broadcasts, contests
from pipelines.cli.calibrate import analyse_items, calibrate
from pipelines.cli.exports import export
from pipelines.cli.progress import counted, say
from pipelines.refusal import Refusal
from serving.settings import SettingsError, read_settings

app = typer.Typer(
    name="apo",
    help="Question banks in, training out, difficulty back.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode="markdown",
)
database = typer.Typer(no_args_is_help=True, help="The schemas of PostgreSQL and ClickHouse.")
warehouse = typer.Typer(no_args_is_help=True, help="The embedded ClickHouse.")
app.add_typer(banks.app, name="banks")
app.add_typer(answers.app, name="answers")
app.add_typer(admin.app, name="admin")
app.add_typer(broadcasts.app, name="broadcast")
app.add_typer(contests.app, name="contest")
app.add_typer(database, name="db")
app.add_typer(warehouse, name="warehouse")
app.command(epilog="Example: `apo calibrate answers.csv --model rasch --json`")(calibrate)
app.command(epilog="Example: `apo export answers answers.xlsx --subject economics --since 2026-09-01`")(
    export
)
app.command(epilog="Example: `apo backup /backups/2026-09-01`")(backups.backup)
app.command(epilog="Example: `apo restore /backups/2026-09-01`")(backups.restore)
app.command("item-analysis", epilog="Example: `apo item-analysis attempts.csv`")(analyse_items)

Port = Annotated[int | None, typer.Option(help="Default: the setting.", min=1, max=65535)]


@app.callback()
def root(
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    """Question banks in, training out, difficulty back."""


@database.command("upgrade", epilog="Example: `apo db upgrade`")
def upgrade() -> None:
    """Bring PostgreSQL and ClickHouse to the newest schema; harmless to repeat."""
    from pipelines.cli.database import upgrade_stores
    from pipelines.local.services import services

    with services(read_settings(), progress=say, command="apo db upgrade") as endpoints:
        upgrade_stores(endpoints)
    say("Both schemas are up to date.")


@database.command("downgrade", epilog="Example: `apo db downgrade 0015`")
def downgrade(
    revision: Annotated[str, typer.Argument(help="The last migration that stays, by its number.")],
) -> None:
    """Take later migrations of PostgreSQL back, with all that only they hold: make a backup before."""
    from pipelines.cli.database import downgrade_postgres
    from pipelines.local.services import Store, services

    stores = [Store.POSTGRES]
    with services(read_settings(), progress=say, stores=stores, command="apo db downgrade") as endpoints:
        downgrade_postgres(endpoints, revision)
    say(f"PostgreSQL has the schema of {revision}.")


@app.command(epilog="Example: `apo refresh`")
def refresh(
    rebase: Annotated[
        bool, typer.Option("--rebase", help="Forget what was loaded and load every answer again.")
    ] = False,
    day: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Copy the answers of one day (Moscow) again."),
    ] = None,
) -> None:
    """Move the answers to ClickHouse, build the marts, publish difficulty."""
    from pipelines.cli.refresh import run_refresh

    run_refresh(read_settings(), rebase=rebase, day=day.date() if day else None)


@app.command(epilog="Example: `apo simulate --students 200 --answers 20000 --seed 1`")
def simulate(
    students: Annotated[int, typer.Option(min=1, help="How many register.")],
    answers: Annotated[int, typer.Option(min=1, help="How many answers they give in all.")],
    seed: Annotated[int, typer.Option(min=0, help="Of abilities, difficulties and slopes.")],
) -> None:
    """Let simulated students train through the REST API, marked as simulated.

    Refuses a database that holds answers of real students.
    """
    from pipelines.local.services import Store, services
    from pipelines.simulation.run import run_simulation
    from pipelines.simulation.students import Simulation

    settings = read_settings()
    simulation = Simulation(students, answers, seed)
    with (
        services(settings, progress=say, stores=[Store.POSTGRES], command="apo simulate") as endpoints,
        counted("answers", answers) as progress,
    ):
        run_simulation(simulation, endpoints.postgres_url, settings.home / "logs", progress)
    say(f"{students} simulated students gave {answers} answers. Next: apo refresh")


@app.command(epilog="Example: `apo demo`")
def demo() -> None:
    """The whole circle in a directory of its own, from the sample banks to difficulty; removed at the end."""
    from pipelines.cli.demo import run_demo

    run_demo()


@app.command(epilog="Example: `apo doctor`")
def doctor() -> None:
    """Look at versions, settings, ports, disk, connections and lag, and say what to do; 1 when any is bad."""
    from pipelines.cli.doctor import run_doctor

    if bad := run_doctor(read_settings()):
        say(f"{bad} of these need you.")
        raise SystemExit(1)


@app.command(epilog="Example: `apo up`")
def up() -> None:
    """Start everything and keep it running until Ctrl-C; data is kept under APO_HOME."""
    from pipelines.local.up import up as start_everything

    start_everything(read_settings(), say)


@app.command(epilog="Example: `apo api --port 8000`")
def api(port: Port = None) -> None:
    """The REST API alone."""
    from pipelines.cli.serving_parts import API, serve_part

    settings = read_settings()
    serve_part(API, settings, port or settings.api_port)


@app.command(epilog="Example: `apo portal --port 8001`")
def portal(port: Port = None) -> None:
    """The departments' page alone."""
    from pipelines.cli.serving_parts import PORTAL, serve_part

    settings = read_settings()
    serve_part(PORTAL, settings, port or settings.portal_port)


@warehouse.command("serve", epilog="Example: `apo warehouse serve --data var/warehouse --port 8123`")
def serve_warehouse(
    data: Annotated[Path, typer.Option(help="Directory of the data, owned by one process.")],
    port: Annotated[int, typer.Option(min=1, max=65535)],
) -> None:
    """The embedded ClickHouse front alone, on 127.0.0.1."""
    from pipelines.local.warehouse.__main__ import serve_users_of_environment

    serve_users_of_environment(data, port)


def main() -> None:
    """Refusals are one sentence and exit code 2."""
    try:
        app()
    except (Refusal, SettingsError) as error:
        if "--debug" in sys.argv:
            raise
        say(f"apo: {error}")
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
