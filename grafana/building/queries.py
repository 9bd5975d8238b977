"""A statement for the ClickHouse data source, whose schema the SDK does not know."""

from dataclasses import dataclass
from typing import Literal

from grafana_foundation_sdk.cog.builder import Builder
from grafana_foundation_sdk.cog.variants import Dataquery
from grafana_foundation_sdk.models.dashboard import DataSourceRef

SOURCE = DataSourceRef("grafana-clickhouse-datasource", "apo-clickhouse")
PLUGIN_VERSION = "4.20.0"

Shape = Literal["table", "timeseries"]
FORMATS: dict[Shape, int] = {"timeseries": 0, "table": 1}


@dataclass(frozen=True, slots=True)
class ClickHouseQuery(Dataquery):
    """As a time series, text columns become labels of the number columns."""

    sql: str
    shape: Shape

    def to_json(self) -> dict[str, object]:
        return {
            "refId": "A",
            "datasource": SOURCE.to_json(),
            "editorType": "sql",
            "queryType": self.shape,
            "format": FORMATS[self.shape],
            "pluginVersion": PLUGIN_VERSION,
            "rawSql": self.sql,
        }


@dataclass(frozen=True, slots=True)
class Query(Builder[Dataquery]):
    sql: str
    shape: Shape

    def build(self) -> Dataquery:
        return ClickHouseQuery(self.sql, self.shape)
