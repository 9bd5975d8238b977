"""What holds of the marts as a whole."""

import dagster as dg

from pipelines.defs.marts.assets import KEYS
from pipelines.defs.resources import Stores
from pipelines.stores.strange_tables import strange_tables


@dg.asset_check(asset=KEYS["reconciliation"])
def every_table_has_a_model(stores: Stores) -> dg.AssetCheckResult:
    """Nobody reads an old number from a table that nothing builds any more."""
    strange = strange_tables(stores.clickhouse_url)
    return dg.AssetCheckResult(
        passed=not strange, severity=dg.AssetCheckSeverity.WARN, metadata={"tables": strange}
    )
