"""Lines of the services' logs in ClickHouse, each exactly once: `raw.service_logs`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.stores.clickhouse import Warehouse, warehouse
from pipelines.stores.log_pieces import LogLine, LogPiece, parsed, pieces
from pipelines.stores.postgres import only_writer
from pipelines.stores.tab_separated import NULL, tab_separated
from pipelines.stores.windows import Blocks

COLUMNS = (
    "file", "offset", "service", "at", "level", "event", "endpoint", "status", "outcome", "milliseconds",
    "request_id", "line",
)  # fmt: skip
LOADED_COLUMNS = ("file", "lo", "hi", "rows", "malformed")
LEFTOVERS = "file = {file:String} and offset >= {lo:UInt64}"


@dataclass(frozen=True, slots=True)
class LoadedLogs:
    rows: int
    malformed: int


def load_service_logs(postgres_url: str, clickhouse_url: str, directory: Path) -> LoadedLogs:
    """What is new; a piece that an interrupted load has left is written again. Raises StoreError."""
    rows = malformed = 0
    with only_writer(postgres_url, "service_logs"), warehouse(clickhouse_url) as store:
        known = store.rows("select file, max(hi) from raw.loaded_logs group by file")
        for piece in pieces(directory, {str(file): int(str(hi)) for file, hi in known}):
            lines, others = parsed(piece)
            _write(store, piece, lines, others)
            rows, malformed = rows + len(lines), malformed + others
    return LoadedLogs(rows, malformed)


def _write(store: Warehouse, piece: LogPiece, lines: list[LogLine], malformed: int) -> None:
    place: dict[str, str | int] = {"file": piece.file, "lo": piece.lo}
    if store.number(f"select count() from raw.service_logs where {LEFTOVERS}", place):  # noqa: S608
        store.execute(f"alter table raw.service_logs delete where {LEFTOVERS}", place)
    if lines:
        store.insert("raw.service_logs", COLUMNS, _rows(piece.file, lines))
    closed = (piece.file, piece.lo, piece.hi, len(lines), malformed)
    store.insert("raw.loaded_logs", LOADED_COLUMNS, tab_separated([closed]))


def _rows(file: str, lines: Iterable[LogLine]) -> Blocks:
    return tab_separated((file, *_columns(line)) for line in lines)


def _columns(line: LogLine) -> Iterator[object]:
    fields = line.fields
    yield from (line.offset, fields.get("service", ""), f"{line.at:%Y-%m-%d %H:%M:%S.%f}")
    yield from (fields.get("level", ""), fields["event"], _endpoint(line), _number(fields.get("status")))
    yield from (fields.get("outcome", ""), _number(fields.get("milliseconds")))
    yield from (fields.get("request_id", ""), line.text)


def _endpoint(line: LogLine) -> str:
    fields = line.fields
    if "route" in fields:
        return f"{fields.get('method', '')} {fields['route']}".strip()
    return str(fields.get("handler", fields.get("job", "")))


def _number(value: object) -> object:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else NULL
