"""`apo backup` and `apo restore`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli.progress import say

if TYPE_CHECKING:
    from pipelines.backups.manifest import Manifest


def backup(
    directory: Annotated[Path, typer.Argument(help="To be made; it will hold personal data.")],
) -> None:
    """Copy PostgreSQL, the raw tables of ClickHouse, pictures and uploads; training goes on meanwhile."""
    from pipelines.backups.backup import back_up
    from pipelines.cli.backing_up import places

    with places("apo backup") as found:
        made = back_up(found, directory.absolute())
    say(f"{_counts(made)} in {directory}.")


def restore(directory: Annotated[Path, typer.Argument(help="Made by `apo backup`.", exists=True)]) -> None:
    """Bring a backup back into empty stores, and compare every count and checksum with it."""
    from pipelines.backups.backup import restore as restore_backup
    from pipelines.cli.backing_up import places

    with places("apo restore") as found:
        back = restore_backup(found, directory.absolute())
    say(f"{_counts(back)} as of {back.made_at:%Y-%m-%d %H:%M} UTC.")
    say("Next: apo refresh --rebase, which loads the answers of this database into the warehouse.")


def _counts(manifest: "Manifest") -> str:
    rows, raw_rows = (
        sum(table.rows for table in tables.values()) for tables in (manifest.postgres, manifest.warehouse)
    )
    return f"{rows} rows of PostgreSQL, {raw_rows} of ClickHouse and {len(manifest.files)} files"
