"""What checks found reaches the warehouse exactly once, in whatever order Dagster's events become visible."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import dagster as dg
import pytest

from pipelines.defs.service_logs.event_log import recorded_events
from pipelines.stores import check_results
from pipelines.stores.check_results import CheckResult, Place, load_check_results
from pipelines.stores.clickhouse import Warehouse, WarehouseError, warehouse

FOUND = CheckResult(
    event_id=1,
    run_id="run",
    asset="marts/funnel",
    check_name="dbt_tests",
    passed=True,
    severity="error",
    blocking=False,
    description="",
    details="{}",
    evaluated_at=datetime.fromisoformat("2026-03-01T10:00:00"),
)
ALL = "select event_id from raw.check_results order by event_id"


@dataclass
class Log:
    """Events whose ids end at `top`; those of other kinds are not held."""

    held: list[CheckResult] = field(default_factory=list)
    top: int = 0
    asked: list[int] = field(default_factory=list)

    def add(self, *ids: int, run: str = "run") -> None:
        self.held.extend(replace(FOUND, event_id=number, run_id=run) for number in ids)
        self.top = max(self.top, *ids)

    def newest(self) -> int:
        return self.top

    def listed(self, after: int) -> Sequence[Place]:
        self.asked.append(after)
        return [each.place for each in self.read(after, len(self.held))]

    def read(self, after: int, most: int) -> Sequence[CheckResult]:
        found = sorted((each for each in self.held if each.event_id > after), key=lambda each: each.event_id)
        return found[:most]


@pytest.fixture
def store(warehouse_url: str) -> Iterator[Warehouse]:
    with warehouse(warehouse_url) as found:
        yield found


def test_each_evaluation_is_copied_once_in_batches_and_a_late_one_too(
    postgres_url: str, warehouse_url: str, store: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check_results, "BATCH", 2)
    monkeypatch.setattr(check_results, "LATE", 1000)
    log = Log()
    log.add(1001, 1004, 1005)
    loaded = [load_check_results(postgres_url, warehouse_url, log) for _ in range(2)]
    log.add(1002, 1007)
    loaded += [load_check_results(postgres_url, warehouse_url, log) for _ in range(2)]
    log.add(1003)
    loaded += [load_check_results(postgres_url, warehouse_url, log) for _ in range(2)]
    assert loaded == [3, 0, 2, 0, 1, 0]
    assert [row[0] for row in store.rows(ALL)] == [1001, 1002, 1003, 1004, 1005, 1007]
    assert log.asked == [0, 1005 - 1000, 1005 - 1000, 1007 - 1000, 1007 - 1000, 1003 - 1000]


def test_an_event_log_that_began_anew_is_read_from_its_beginning(
    postgres_url: str, warehouse_url: str, store: Warehouse
) -> None:
    old, new = Log(), Log()
    old.add(7, 9000)
    new.add(7, 8, run="another")
    loaded = [load_check_results(postgres_url, warehouse_url, log) for log in (old, new, new)]
    new.add(12, run="another")
    loaded.append(load_check_results(postgres_url, warehouse_url, new))
    assert loaded == [2, 2, 0, 1]
    assert [row[0] for row in store.rows(ALL)] == [7, 7, 8, 12, 9000]


def test_what_dagster_recorded_of_a_check_is_kept_whole(
    postgres_url: str, warehouse_url: str, store: Warehouse
) -> None:
    @dg.asset_check(asset=dg.AssetKey(["question_banks", "checked"]), blocking=True)
    def theme_is_known() -> dg.AssetCheckResult:
        return dg.AssetCheckResult(
            passed=False,
            severity=dg.AssetCheckSeverity.WARN,
            description="Тема\tне значится",
            metadata={"failing": 2, "rows": [3, 4], "data_docs": dg.MetadataValue.path("/docs")},
        )

    with dg.DagsterInstance.ephemeral() as instance:
        log = recorded_events(instance)
        assert log
        assert load_check_results(postgres_url, warehouse_url, log) == 0
        checks = dg.Definitions(asset_checks=[theme_is_known]).resolve_implicit_global_asset_job_def()
        run = checks.execute_in_process(instance=instance).run_id
        assert [load_check_results(postgres_url, warehouse_url, log) for _ in range(2)] == [1, 0]
    told = "run_id, asset, check_name, passed, severity, blocking, description, details"
    [row] = store.rows(f"select {told}, abs(evaluated_at - now()) < 60 from raw.check_results")
    details = '{"data_docs": "/docs", "failing": 2, "rows": [3, 4]}'
    checked = ("question_banks/checked", "theme_is_known", False, "warn", True, "Тема\tне значится", details)
    assert row == (run, *checked, True)


def test_results_wait_for_a_warehouse_that_is_away(postgres_url: str) -> None:
    log = Log()
    log.add(1)
    with pytest.raises(WarehouseError, match="does not answer"):
        load_check_results(postgres_url, "http://apo:secret@localhost:1", log)
    assert log.asked == []
