"""What `apo refresh` does before it publishes: rows moved, small tables copied, models built."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.stores.clickhouse import warehouse
from pipelines.stores.dbt_models import Built, build_models
from pipelines.stores.erasures import rekey_erased
from pipelines.stores.snapshot_tables import SNAPSHOTS
from pipelines.stores.snapshots import reload
from pipelines.stores.training_tables import TRAINING_TABLES, load_table

DERIVED = ("staging", "intermediate", "marts")


@dataclass(frozen=True, slots=True)
class WarehouseBuild:
    postgres_url: str
    warehouse_url: str
    work_directory: Path
    """One for the session, since a project is parsed once a process and directory."""

    def move(self) -> None:
        for table in TRAINING_TABLES:
            load_table(table, self.postgres_url, self.warehouse_url)
        rekey_erased(self.postgres_url, self.warehouse_url)
        for snapshot in SNAPSHOTS:
            reload(snapshot, self.postgres_url, self.warehouse_url)

    def models(self, *marts: str, data_tests: bool = True, unit_tests: bool = False) -> Sequence[Built]:
        """Of all, or of what these stand on."""
        return build_models(
            self.warehouse_url,
            self.work_directory,
            select=[f"+{mart}" for mart in marts] or None,
            data_tests=data_tests,
            unit_tests=unit_tests,
        )

    def __call__(self, *marts: str, data_tests: bool = True) -> None:
        """Three of four statements of a build are those of tests."""
        self.move()
        built = self.models(*marts, data_tests=data_tests)
        bad = [f"{each.name}: {each.message}" for each in built if not each.good]
        assert not bad, "\n".join(bad)

    def rows(self, query: str) -> list[tuple[object, ...]]:
        with warehouse(self.warehouse_url) as store:
            return [tuple(row) for row in store.rows(query)]

    def execute(self, statement: str) -> None:
        with warehouse(self.warehouse_url) as store:
            store.execute(statement)

    def forget(self) -> None:
        """Everything that dbt has built."""
        for layer in DERIVED:
            self.execute(f"drop database {layer} sync")
            self.execute(f"create database {layer}")

    def hashes(self, layer: str) -> dict[str, tuple[object, ...]]:
        """Of what each table says: not when it was built, nor the last bits of a sum in another order."""
        found = self.rows(
            "select table, groupArray((name, type)) from system.columns "
            f"where database = '{layer}' group by table order by table"
        )
        return {str(table): self._hash(f"{layer}.{table}", columns) for table, columns in found}

    def _hash(self, table: str, columns: object) -> tuple[object, ...]:
        assert isinstance(columns, list)
        told = ", ".join(
            _rounded(name, type_) for name, type_ in columns if name not in ("as_of", "revision")
        )
        [row] = self.rows(f"select count(), sum(cityHash64(tuple({told}))) from {table}")
        return row


def _rounded(name: str, type_: str) -> str:
    if type_.startswith("Array(Float"):
        return f"arrayMap(each -> round(each, 9), {name})"
    return f"round({name}, 9)" if "Float" in type_ else name
