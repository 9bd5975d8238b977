"""`apo refresh`."""

from datetime import date

import typer

from pipelines.cli.database import upgrade_stores
from pipelines.cli.progress import say
from pipelines.local.services import services
from pipelines.refresh import RefreshResult
from pipelines.refresh import refresh as refresh_stores
from pipelines.refusal import Refusal
from serving.settings import Settings


def run_refresh(settings: Settings, *, rebase: bool, day: date | None = None) -> None:
    with services(settings, progress=say, command="apo refresh") as endpoints:
        upgrade_stores(endpoints)
        result = refresh_stores(
            endpoints.postgres_url,
            endpoints.clickhouse_url,
            settings.home,
            rebase=rebase,
            day=day,
            progress=say,
        )
    typer.echo(text_of_refresh(result))
    if not result.answers_agree:
        raise Refusal(
            "The counts of answers differ between PostgreSQL, raw.answers and marts.question_stats."
        )


def text_of_refresh(result: RefreshResult) -> str:
    return (
        f"{result.answers} new answers moved, {result.published} questions published "
        f"({result.changed} changed), counts agree, {result.seconds['total']:.1f} s"
    )
