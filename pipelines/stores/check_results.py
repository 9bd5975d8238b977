"""What checks of assets found, each evaluation exactly once: `raw.check_results`."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from datetime import datetime
from typing import NamedTuple, Protocol

from pipelines.stores.clickhouse import Warehouse, warehouse
from pipelines.stores.postgres import only_writer
from pipelines.stores.tab_separated import tab_separated

BATCH = 1000
LATE = 2000
"""Ids below the cursor that are looked at again: events get them before they are committed."""

CURSOR = "select argMax(event_id, (loaded_at, event_id)) from raw.check_results"
KNOWN = """
select event_id, run_id from raw.check_results
where event_id > {after:UInt64} and event_id <= {newest:UInt64}
"""


class Place(NamedTuple):
    """What tells an evaluation from all others."""

    event_id: int
    run_id: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """`details` are JSON."""

    event_id: int
    run_id: str
    asset: str
    check_name: str
    passed: bool
    severity: str
    blocking: bool
    description: str
    details: str
    evaluated_at: datetime
    """In UTC, without its zone."""

    @property
    def place(self) -> Place:
        return Place(self.event_id, self.run_id)


COLUMNS = tuple(field.name for field in fields(CheckResult))


class EventLog(Protocol):
    def newest(self) -> int:
        """The greatest id of any event, 0 when there is none."""

    def listed(self, after: int) -> Sequence[Place]:
        """All of greater ids, in their order; costs next to nothing."""

    def read(self, after: int, most: int) -> Sequence[CheckResult]:
        """Of greater ids, in their order."""


def load_check_results(postgres_url: str, clickhouse_url: str, log: EventLog) -> int:
    """How many were new. An event log that began anew is read from its beginning. Raises StoreError."""
    rows = 0
    with only_writer(postgres_url, "check_results"), warehouse(clickhouse_url) as store:
        new = _new(store, log)
        while new:
            found = log.read(min(new).event_id - 1, BATCH)
            rows += _write(store, [each for each in found if each.place in new])
            new = {place for place in new if found and place.event_id > found[-1].event_id}
    return rows


def _new(store: Warehouse, log: EventLog) -> set[Place]:
    newest, cursor = log.newest(), store.number(CURSOR)
    after = max(cursor - LATE, 0) if cursor <= newest else 0
    listed = log.listed(after)
    known = store.rows(KNOWN, {"after": after, "newest": newest}) if listed else []
    return set(listed) - {Place(int(str(number)), str(run)) for number, run in known}


def _write(store: Warehouse, new: Sequence[CheckResult]) -> int:
    """A batch is one block of one part: it is there whole or not at all."""
    if new:
        store.insert("raw.check_results", COLUMNS, tab_separated(astuple(each) for each in new))
    return len(new)
