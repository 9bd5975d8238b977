"""Where the stores of a deployment are."""

from pathlib import Path

import dagster as dg


class Stores(dg.ConfigurableResource[None]):
    """Both stores; dbt writes under `home`, which is that of the settings when empty."""

    postgres_url: str
    clickhouse_url: str
    home: str = ""

    @property
    def dbt_directory(self) -> Path:
        return self._home() / "dbt"

    @property
    def logs_directory(self) -> Path:
        return self._home() / "logs"

    def _home(self) -> Path:
        from serving.settings import read_settings

        return (Path(self.home) if self.home else read_settings().home).absolute()


@dg.definitions
def stores() -> dg.Definitions:
    return dg.Definitions(
        resources={
            "stores": Stores(
                postgres_url=dg.EnvVar("APO_POSTGRES_URL"),
                clickhouse_url=dg.EnvVar("APO_CLICKHOUSE_URL"),
            )
        }
    )
