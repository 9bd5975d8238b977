"""Evaluations of checks in the events that Dagster keeps."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import dagster as dg
from dagster._core.storage.event_log.schema import SqlEventLogStorageTable
from dagster._core.storage.event_log.sql_event_log import SqlEventLogStorage
from sqlalchemy import select

from pipelines.stores.check_results import CheckResult, Place

EVALUATION = dg.DagsterEventType.ASSET_CHECK_EVALUATION


@dataclass(frozen=True, slots=True)
class RecordedEvents:
    """Why by statement which there are: to parse an event costs a hundred times as much as to find it."""

    storage: SqlEventLogStorage

    def newest(self) -> int:
        return self.storage.get_maximum_record_id() or 0

    def listed(self, after: int) -> Sequence[Place]:
        events = SqlEventLogStorageTable.c
        found = select(events.id, events.run_id).where(
            events.id > after, events.dagster_event_type == EVALUATION.value
        )
        with self.storage.index_connection() as connection:
            return [Place(row.id, row.run_id) for row in connection.execute(found.order_by(events.id))]

    def read(self, after: int, most: int) -> Sequence[CheckResult]:
        found = self.storage.get_logs_for_all_runs_by_log_id(after, EVALUATION, most)
        return [_result(number, entry) for number, entry in found.items()]


def recorded_events(instance: dg.DagsterInstance) -> RecordedEvents | None:
    """None where nothing outlives the process."""
    storage = instance.event_log_storage
    return RecordedEvents(storage) if isinstance(storage, SqlEventLogStorage) else None


def _result(event_id: int, entry: dg.EventLogEntry) -> CheckResult:
    found = entry.get_dagster_event().asset_check_evaluation_data
    return CheckResult(
        event_id=event_id,
        run_id=entry.run_id,
        asset=found.asset_key.to_user_string(),
        check_name=found.check_name,
        passed=found.passed,
        severity=found.severity.value.lower(),
        blocking=bool(found.blocking),
        description=found.description or "",
        details=_as_json(found.metadata),
        evaluated_at=datetime.fromtimestamp(entry.timestamp, UTC).replace(tzinfo=None),
    )


def _as_json(metadata: Mapping[str, dg.MetadataValue]) -> str:
    return json.dumps({name: each.value for name, each in metadata.items()}, ensure_ascii=False, default=str)
