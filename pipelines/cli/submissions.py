"""What `apo banks` does with the files it is given."""

import gc
import getpass
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.banks.refusal import FileRefused
from pipelines.refusal import Refusal
from serving.settings import Settings

if TYPE_CHECKING:
    from psycopg import Connection

    from pipelines.banks.report import Report
    from pipelines.defs.question_banks.outcome import LoadResult
    from pipelines.stores.rollbacks import Rollback
    from serving.files import Files


def read_report(
    file: Path, subject: str | None, photos: Path | None, profile: Path | None = None
) -> "Report":
    """Raises Refusal."""
    from pipelines.banks.check import check
    from pipelines.banks.profile import read_profile
    from pipelines.banks.subjects import read_subjects

    with refused_files():
        return check(file, read_subjects(), subject=subject, photos=photos, profile=read_profile(profile))


def load_submission(
    files: Sequence[Path],
    settings: Settings,
    progress: Callable[[str], None],
    *,
    subject: str | None,
    photos: Path | None,
    all_or_nothing: bool,
    retire_missing: bool,
    profile: Path | None = None,
) -> "LoadResult":
    """Nothing is started for files that are refused. Raises Refusal."""
    gc.set_threshold(100_000)  # Dagster is imported a fifth faster
    from pipelines.defs.question_banks.validators import validator_beside

    with validator_beside() as validator, refused_files():
        from pipelines.defs.question_banks.load import load_into

        return load_into(
            OperatorsBank(settings, progress, "apo banks load"),
            files,
            subject=subject,
            photos=photos,
            all_or_nothing=all_or_nothing,
            retire_missing=retire_missing,
            profile=profile,
            actor=getpass.getuser(),
            progress=progress,
            validator=validator,
        )


def roll_back(release_id: int, settings: Settings, progress: Callable[[str], None]) -> "Rollback":
    """Raises Refusal."""
    from pipelines.stores.rollbacks import rollback

    with OperatorsBank(settings, progress, "apo banks rollback").open() as connection:
        return rollback(connection, release_id, getpass.getuser())


@dataclass(frozen=True, slots=True)
class OperatorsBank:
    """The PostgreSQL of the settings or the embedded one, started and upgraded when it is opened."""

    settings: Settings
    progress: Callable[[str], None]
    command: str

    @property
    def directory(self) -> Path:
        return self.settings.home.absolute()

    @contextmanager
    def open(self) -> "Iterator[Connection]":
        from pipelines.local.services import Store, services
        from pipelines.stores.postgres import postgres
        from serving.db.upgrade import upgrade_schema

        with (
            services(
                self.settings, progress=self.progress, stores=[Store.POSTGRES], command=self.command
            ) as endpoints,
            postgres(endpoints.postgres_url) as connection,
        ):
            upgrade_schema(endpoints.postgres_url)
            yield connection

    def files(self) -> "Files":
        from serving.files import open_files

        return open_files(self.settings.files)


@contextmanager
def refused_files() -> Iterator[None]:
    try:
        yield
    except FileRefused as refused:
        raise Refusal(str(refused)) from refused
