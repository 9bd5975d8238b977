"""The kinds of panels. A statement gives each what it needs:

`lines`, `bars_in_time`: `time` first, ascending, and numbers; each combination of texts is a series;
`bars`: a text first, then numbers; `numbers`: a text and a number in a row; `scatter`: the two that it names.
"""

from collections.abc import Mapping

from grafana_foundation_sdk.builders import barchart, common, stat, table, timeseries, xychart
from grafana_foundation_sdk.cog.builder import Builder
from grafana_foundation_sdk.models.common import (
    GraphDrawStyle,
    StackingMode,
    TableCellDisplayMode,
    VisibilityMode,
    VizOrientation,
)
from grafana_foundation_sdk.models.dashboard import (
    DataTransformerConfig,
    DynamicConfigValue,
    Panel,
)
from grafana_foundation_sdk.models.xychart import MatcherConfig, SeriesMapping

PALETTE = {"mode": "continuous-RdYlGr"}


def lines(unit: str, named: str) -> Builder[Panel]:
    return (
        timeseries.Panel().unit(unit).display_name(named).show_points(VisibilityMode.AUTO).span_nulls(False)
    )


def bars_in_time(unit: str, named: str) -> Builder[Panel]:
    drawn = timeseries.Panel().unit(unit).display_name(named).draw_style(GraphDrawStyle.BARS)
    return drawn.fill_opacity(70).stacking(common.StackingConfig().mode(StackingMode.NORMAL))


def bars(unit: str) -> Builder[Panel]:
    return barchart.Panel().unit(unit).orientation(VizOrientation.HORIZONTAL)


def numbers(unit: str) -> Builder[Panel]:
    return (
        stat.Panel().unit(unit).reduce_options(common.ReduceDataOptions().values(True).calcs(["lastNotNull"]))
    )


def columns(units: Mapping[str, str], *, links: Mapping[str, str] | None = None) -> Builder[Panel]:
    """A table: the unit of a column that is no plain count or text, and where a click on a column leads."""
    shown = table.Panel().unit("short").filterable(True)
    shown.override_by_field_type("time", [DynamicConfigValue("unit", "dateTimeAsIso")])
    for name, unit in units.items():
        shown.override_by_name(name, [DynamicConfigValue("unit", unit)])
    for name, url in (links or {}).items():
        link = {"title": "Look closer", "url": url}
        shown.override_by_name(
            name, [DynamicConfigValue("links", [link]), DynamicConfigValue("unit", "none")]
        )
    return shown


def matrix(unit: str, *, row: str, column: str, value: str) -> Builder[Panel]:
    """A table with a column a value of `column`, coloured."""
    options = {"rowField": row, "columnField": column, "valueField": value, "emptyValue": "null"}
    shown = table.Panel().unit(unit).min(0).max(1)
    shown.with_transformation(DataTransformerConfig("groupingToMatrix", options=options))
    coloured = [
        DynamicConfigValue("custom.cellOptions", {"type": TableCellDisplayMode.COLOR_BACKGROUND}),
        DynamicConfigValue("color", PALETTE),
    ]
    return shown.override_by_regexp(r"/^\d+$/", coloured)


def scatter(unit: str, *, x: str, y: str) -> Builder[Panel]:
    def named(name: str) -> Builder[MatcherConfig]:
        return xychart.MatcherConfig().id("byName").options(name)

    only = xychart.MatcherConfig().id("byIndex").options(0)
    series = xychart.XYSeriesConfig().frame(xychart.XychartXYSeriesConfigFrame().matcher(only))
    series.x(xychart.XychartXYSeriesConfigX().matcher(named(x)))
    series.y(xychart.XychartXYSeriesConfigY().matcher(named(y)))
    return xychart.Panel().unit(unit).mapping(SeriesMapping.MANUAL).series([series])
