"""Where a bank is released to."""

from contextlib import AbstractContextManager
from typing import Protocol

import dagster as dg
from psycopg import Connection

from pipelines.stores.postgres import postgres


class Bank(Protocol):
    def open(self) -> AbstractContextManager[Connection]:
        """Called when there is something to release, and not before."""


class BankInPostgres(dg.ConfigurableResource[None]):
    postgres_url: str

    def open(self) -> AbstractContextManager[Connection]:
        return postgres(self.postgres_url)


@dg.definitions
def question_bank() -> dg.Definitions:
    return dg.Definitions(resources={"bank": BankInPostgres(postgres_url=dg.EnvVar("APO_POSTGRES_URL"))})
