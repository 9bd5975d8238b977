"""Where a bank is released to."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import dagster as dg
from psycopg import Connection

from pipelines.defs.question_banks.validators import ValidatorHere
from pipelines.stores.postgres import postgres

if TYPE_CHECKING:
    from serving.files import Files


class Bank(Protocol):
    @property
    def directory(self) -> Path:
        """The home, where reports and Data Docs are written."""

    def open(self) -> AbstractContextManager[Connection]:
        """Called when there is something to release, and not before."""

    def files(self) -> "Files":
        """Where its pictures are."""


class BankInPostgres(dg.ConfigurableResource[None]):
    """With the home of the settings when `home` is empty."""

    postgres_url: str
    home: str = ""

    @property
    def directory(self) -> Path:
        from serving.settings import read_settings

        return (Path(self.home) if self.home else read_settings().home).absolute()

    def open(self) -> AbstractContextManager[Connection]:
        return postgres(self.postgres_url)

    def files(self) -> "Files":
        from serving.files import open_files
        from serving.settings import read_settings

        return open_files(read_settings().files_url or str(self.directory / "files"))


@dg.definitions
def question_bank() -> dg.Definitions:
    return dg.Definitions(
        resources={
            "bank": BankInPostgres(postgres_url=dg.EnvVar("APO_POSTGRES_URL")),
            "validator": ValidatorHere(),
        }
    )
