"""The expansion that the tests stand on, against the examples of the data source's own documentation."""

from datetime import UTC, datetime

import pytest

from tests.support.grafana_macros import ALL, TimeRange, expanded

TIME = TimeRange(datetime(2022, 10, 21, tzinfo=UTC), datetime(2022, 10, 23, tzinfo=UTC))
FILTERED = "select 1 from t where $__conditionalAll(f(bar, 2) in (${bar:singlequote}), $bar) and ok"


@pytest.mark.parametrize(
    ("chosen", "condition"),
    [
        (ALL, "1=1"),
        ("", "1=1"),
        ("a", "f(bar, 2) in ('a')"),
        (["a", "it's"], r"f(bar, 2) in ('a','it\'s')"),
        ([], "f(bar, 2) in ()"),
    ],
)
def test_a_condition_stands_unless_all_is_chosen(chosen: str | list[str], condition: str) -> None:
    assert expanded(FILTERED, {"bar": chosen}, TIME) == f"select 1 from t where {condition} and ok"


def test_filters_of_time_and_day() -> None:
    assert expanded("$__timeFilter(a.at)", {}, TIME) == (
        "a.at >= toDateTime(1666310400) AND a.at <= toDateTime(1666483200)"
    )
    assert expanded("$__dateFilter(day)", {}, TIME) == (
        "day >= toDate('2022-10-21') AND day <= toDate('2022-10-23')"
    )


@pytest.mark.parametrize("sql", ["$__fromTime(x)", "${unknown}", "${bar:percentencode}"])
def test_what_is_not_known_is_refused(sql: str) -> None:
    with pytest.raises(KeyError):
        expanded(sql, {"bar": "a"}, TIME)
