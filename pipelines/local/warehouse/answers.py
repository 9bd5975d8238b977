"""What goes back over HTTP: the headers of a real server, errors, and the tail of a broken stream."""

import json
from collections.abc import Mapping

from starlette.responses import PlainTextResponse, Response

from pipelines.local.warehouse.connections import Counts
from pipelines.local.warehouse.errors import ClickHouseError

_CONTENT_TYPES = {
    "csv": "text/csv; charset=UTF-8",
    "json": "application/json; charset=UTF-8",
    "jsoncompact": "application/json; charset=UTF-8",
    "jsoneachrow": "application/x-ndjson; charset=UTF-8",
    "tabseparated": "text/tab-separated-values; charset=UTF-8",
    "tsv": "text/tab-separated-values; charset=UTF-8",
}


def success(body: bytes, headers: Mapping[str, str]) -> Response:
    return Response(body, headers=dict(headers))


def failure(error: ClickHouseError, timezone: str) -> Response:
    headers = {"X-ClickHouse-Exception-Code": str(error.code), "X-ClickHouse-Timezone": timezone}
    return PlainTextResponse(f"{error}\n", status_code=error.status, headers=headers)


def success_headers(
    query_id: str, shape: str, timezone: str, counts: Counts, nanoseconds: int
) -> dict[str, str]:
    """Args: shape is the ClickHouse format of the body."""
    return {
        "Content-Type": _CONTENT_TYPES.get(shape.lower(), "application/octet-stream"),
        "X-ClickHouse-Server-Display-Name": "embedded",
        "X-ClickHouse-Query-Id": query_id,
        "X-ClickHouse-Format": shape,
        "X-ClickHouse-Timezone": timezone,
        "X-ClickHouse-Summary": _summary(counts, nanoseconds),
    }


def broken_stream(error: ClickHouseError, tag: str) -> bytes:
    """The block by which clients that know X-ClickHouse-Exception-Tag tell an error from rows."""
    text = str(error).encode()
    return b"\r\n__exception__\r\n%b\r\n%b\n%d %b\r\n__exception__\r\n" % (
        tag.encode(),
        text,
        len(text),
        tag.encode(),
    )


def _summary(counts: Counts, nanoseconds: int) -> str:
    numbers = {
        "read_rows": counts.read_rows,
        "read_bytes": counts.read_bytes,
        "written_rows": counts.written_rows,
        "written_bytes": counts.written_bytes,
        "total_rows_to_read": counts.read_rows,
        "result_rows": counts.result_rows,
        "elapsed_ns": nanoseconds,
    }
    return json.dumps({name: str(number) for name, number in numbers.items()})
