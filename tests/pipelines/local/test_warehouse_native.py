"""Blocks of revision 54460, read by a decoder that knows nothing of the one under test."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from uuid import UUID

import pytest
from clickhouse_driver.bufferedreader import BufferedReader  # type: ignore[import-untyped]
from clickhouse_driver.streams.native import BlockInputStream  # type: ignore[import-untyped]

from tests.pipelines.local.conftest import ANALYST, Warehouse

_REVISION = 54460
_COLUMNS = {
    "toUInt64(number)": [0, 1, 2],
    "toInt8(number) - 1": [-1, 0, 1],
    "toFloat64(number) / 2": [0.0, 0.5, 1.0],
    "repeat('ж', number * 70)": ["", "ж" * 70, "ж" * 140],
    "if(number = 1, NULL, number)": [0, None, 2],
    "toLowCardinality(toString(number % 2))": ["0", "1", "0"],
    "toLowCardinality(if(number = 1, NULL, 'x'))": ["x", None, "x"],
    "range(number)": [[], [0], [0, 1]],
    "arrayMap(x -> toLowCardinality('v'), range(number))": [[], ["v"], ["v", "v"]],
    "arrayMap(x -> toLowCardinality('v'), emptyArrayUInt8())": [[], [], []],
    "[[number], [], [1, 2]]": [[[0], [], [1, 2]], [[1], [], [1, 2]], [[2], [], [1, 2]]],
    "(number, 'q')": [(0, "q"), (1, "q"), (2, "q")],
    "CAST((number, 'q'), 'Tuple(a UInt8, c String)')": [(0, "q"), (1, "q"), (2, "q")],
    "map('k', number)": [{"k": 0}, {"k": 1}, {"k": 2}],
    "toDate('2026-01-01') + number": [date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 3)],
    "toDateTime64('2026-01-01 00:00:00.5', 3, 'UTC')": [datetime(2026, 1, 1, 0, 0, 0, 500_000, UTC)] * 3,
    "toDecimal64(number, 2)": [Decimal("0.00"), Decimal("1.00"), Decimal("2.00")],
    "toDecimal128(number, 1)": [Decimal("0.0"), Decimal("1.0"), Decimal("2.0")],
    "number = 1": [0, 1, 0],
    "CAST(number % 2, 'Enum8(\\'a, (\\' = 0, \\'b\\' = 1)')": ["a, (", "b", "a, ("],
    "toUUID('61f0c404-5cb3-11e7-907b-a6006ad3dba0')": [UUID("61f0c404-5cb3-11e7-907b-a6006ad3dba0")] * 3,
    "toFixedString('ab', 2)": ["ab"] * 3,
    "toIPv4('10.0.0.1')::String": ["10.0.0.1"] * 3,
    "(1., 2.)::Point": [(1.0, 2.0)] * 3,
    "toInt256(number)": [0, 1, 2],
}


class _Bytes(BufferedReader):  # type: ignore[misc]
    def __init__(self, blocks: bytes) -> None:
        super().__init__(len(blocks))
        self._blocks = blocks

    def read_into_buffer(self) -> None:
        if not self._blocks:
            raise EOFError
        self.buffer, self._blocks = bytearray(self._blocks), b""
        self.current_buffer_size = len(self.buffer)


def _decode(blocks: bytes) -> list[list[object]]:
    server = SimpleNamespace(used_revision=_REVISION, timezone="UTC", get_timezone=lambda: "UTC")
    settings = {"strings_as_bytes": False, "use_numpy": False, "opentelemetry_traceparent": None}
    context = SimpleNamespace(
        server_info=server, client_settings=settings, settings={}, get_timezone=lambda: "UTC"
    )
    stream = BlockInputStream(_Bytes(blocks), context)
    columns: list[list[object]] = []
    while True:
        try:
            block = stream.read()
        except EOFError:
            return columns
        got = [list(column) for column in block.get_columns()]
        columns = [before + after for before, after in zip(columns or [[] for _ in got], got, strict=True)]


def _native(warehouse: Warehouse, sql: str) -> bytes:
    response = warehouse.post(sql, ANALYST, default_format="Native", client_protocol_version=str(_REVISION))
    response.raise_for_status()
    assert response.headers["X-ClickHouse-Format"] == "Native"
    return response.content


def test_every_type_is_read_by_a_newer_client(warehouse: Warehouse) -> None:
    expressions = ", ".join(f"{sql} AS c{n}" for n, sql in enumerate(_COLUMNS))
    decoded = _decode(_native(warehouse, f"SELECT {expressions} FROM numbers(3)"))
    assert dict(zip(_COLUMNS, decoded, strict=True)) == _COLUMNS


def test_a_stream_of_many_blocks_is_read(warehouse: Warehouse) -> None:
    decoded = _decode(_native(warehouse, "SELECT number, toString(number) FROM numbers(200000)"))
    assert decoded == [list(range(200_000)), [str(n) for n in range(200_000)]]


def test_a_result_without_rows_is_an_empty_body(warehouse: Warehouse) -> None:
    assert _native(warehouse, "SELECT 1 WHERE 0") == b""


def test_statements_other_than_select_are_transcoded_too(warehouse: Warehouse) -> None:
    assert ["school"] in _decode(_native(warehouse, "SHOW DATABASES LIKE 'school'"))


@pytest.mark.parametrize("sql", ["SELECT quantileState(0.5)(number) FROM numbers(3)", "SELECT '{}'::JSON"])
def test_a_type_without_a_walkable_form_is_refused(warehouse: Warehouse, sql: str) -> None:
    response = warehouse.post(sql, default_format="Native", client_protocol_version=str(_REVISION))
    assert (response.status_code, response.headers["X-ClickHouse-Exception-Code"]) == (501, "48")
