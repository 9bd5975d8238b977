"""`apo answers …`: logs of other systems."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.progress import counted, say

app = typer.Typer(no_args_is_help=True, help="Logs of answers from other systems.")

File = Annotated[Path, typer.Argument(help="CSV or Parquet.")]


@app.command(epilog="Example: `apo answers load log.csv`, then `apo refresh`")
def load(file: File) -> None:
    """Record a log of answers: `student, question, correct`, a row an answer.

    Further columns, if there are any: `answered_at` (ISO 8601; in Moscow where no zone is said), `seconds`,
    `option` (what was chosen), `kind`, `subject`, `theme`. Students and questions that are not known become
    placeholders, marked as imported and never shown. What cannot be loaded is told by count with examples;
    the rest is loaded. The same answer (student, question, moment) is loaded once, however often it comes.
    """
    from pipelines.answer_logs.reading import read_log
    from pipelines.cli.answer_reports import text_of_load
    from pipelines.local.services import Store, services
    from pipelines.stores.imported_answers import import_answers
    from serving.db.upgrade import upgrade_schema
    from serving.settings import read_settings

    log = read_log(file, datetime.now(UTC))
    say(f"{log.name}: {log.rows} rows read")
    with (
        services(
            read_settings(), progress=say, stores=[Store.POSTGRES], command="apo answers load"
        ) as endpoints,
        counted("answers sent", len(log.answers)) as sent,
    ):
        upgrade_schema(endpoints.postgres_url)
        imported = import_answers(endpoints.postgres_url, log.name, log.answers, sent=sent, say=say)
    typer.echo(text_of_load(log, imported))
